// The overview page in the browser: reads the two JSON elements, filters, counts, draws. Every text is set as text, never as HTML.
// What is filtered stands in the address, so that it can be sent to somebody: #/agency/ID?document=ID&state=overdue&text=words
"use strict";
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const words = read("words"), data = read("data");
  const FILTERS = ["agency", "document", "unit", "state", "text"];
  const COUNTS = ["on_time", "late", "in_time", "overdue"];
  const SIGNS = {
    "cancelled": "–", "done-late": "✓!", "done-on-time": "✓", "overdue": "!", "due-soon": "…", "no-deadline": "∞", "in-progress": "%", "not-started": "○",
  }; // one for each, for those who do not see colours
  const WORST = ["overdue", "due-soon", "in-progress", "not-started", "no-deadline", "done-late", "done-on-time", "cancelled"];
  const PAGE = 50, LIST = 20, PRINTED = 100;
  const DAY = 86400000;
  const number = new Intl.NumberFormat(data.language), order = new Intl.Collator("vi", {numeric: true});

  // --- rows with what they name -----------------------------------------------------------------------------------

  const pick = (list, place) => (place === null ? null : list[place]);
  const days = data.days.map(([iso, text]) => ({iso, text}));
  const today = {iso: data.asOf[0], text: data.asOf[1]};
  const rows = data.rows.map((line) => {
    const row = Object.fromEntries(data.columns.map((name, place) => [name, line[place]]));
    row.task = data.tasks[row.task];
    row.document = data.documents[row.task.document];
    row.unit = pick(data.actors, row.unit);
    row.leads = row.leads.map((place) => data.actors[place]);
    row.state = data.states[row.state];
    for (const name of ["due", "first_due", "told", "waiting"]) row[name] = pick(days, row[name]);
    for (const name of ["cause", "remedy"]) row[name] = pick(data.texts, row[name]);
    return row;
  });
  const helpers = (task) => task.with.map((one) => (typeof one === "number" ? nameOf(data.actors[one]) : one));
  const nameOf = (actor) => (actor.kind === "area" ? words.every_unit.replace("{name}", actor.name) : actor.name);
  const addressOf = (row) => row.task.address.replaceAll("@*", row.unit ? `@${row.unit.id}` : "@*") + (row.period ? `:${row.period}` : "");

  // --- what fits ----------------------------------------------------------------------------------------------------

  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
  const folded = new Map();
  const foldOnce = (thing, text) => {
    if (!folded.has(thing)) folded.set(thing, fold(text()));
    return folded.get(thing);
  };
  const actorText = (actor) => foldOnce(actor, () => `${actor.name} ${actor.place} ${actor.id}`);
  const searched = (row) => {
    if (row.searched) return row.searched;
    const {task, document: source} = row;
    const parts = [foldOnce(task, () => [task.do, task.product, task.when, ...helpers(task)].join(" ")), foldOnce(source, () => `${source.title} ${source.subject}`)];
    for (const actor of [row.unit, pick(data.actors, task.person), ...row.leads]) if (actor) parts.push(actorText(actor));
    parts.push(fold(`${row.cause || ""} ${row.remedy || ""} ${addressOf(row)}`));
    return (row.searched = parts.join(" "));
  };
  const under = (id, above) => id === above || id.startsWith(`${above}/`);
  const answers = (actor, id) => under(actor.id, id) || actor.members.some((member) => under(member, id));
  const TESTS = {
    agency: (row, id) => row.leads.some((lead) => answers(lead, id)),
    document: (row, id) => row.document.id === id,
    unit: (row, id) => [row.unit, ...row.leads].some((one) => one && one.kind === "unit" && (one.id === id || one.area === id)),
    state: (row, id) => row.state.id === id || row.state.count === id,
    text: (row, text) => fold(text).split(/\s+/).every((word) => searched(row).includes(word)),
  };
  const fits = (row, wish) => FILTERS.every((key) => !wish[key] || TESTS[key](row, wish[key]));

  // --- the address ----------------------------------------------------------------------------------------------------

  const encode = (text) => encodeURIComponent(text).replaceAll("%2F", "/").replaceAll("%40", "@");
  const decode = (text) => {
    try { return decodeURIComponent(text); } catch { return text; }
  };
  function link(wish) {
    const [first, ...rest] = FILTERS.filter((key) => wish[key]);
    if (!first) return "#/";
    return `#/${first}/${encode(wish[first])}` + (rest.length ? `?${rest.map((key) => `${key}=${encode(wish[key])}`).join("&")}` : "");
  }
  function wished(hash) {
    const wish = {};
    const [path, query] = hash.replace(/^#\/?/, "").split("?");
    const cut = path.indexOf("/");
    const pairs = [[path.slice(0, cut), path.slice(cut + 1)], ...(query || "").split("&").map((pair) => pair.split("="))];
    for (const [key, value] of pairs) if (FILTERS.includes(key) && value) wish[key] = decode(value);
    return wish;
  }

  // --- elements -------------------------------------------------------------------------------------------------------

  function el(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) if (value !== null && value !== undefined) made.setAttribute(name, value);
    made.append(...children.filter((child) => child !== null && child !== ""));
    return made;
  }
  const said = (text, tag = "span") => (text ? el(tag, {lang: data.textLanguage}, text) : "");
  const part = (id) => document.querySelector(`#${id} .part`);
  const show = (id, ...children) => {
    document.getElementById(id).hidden = children.length === 0;
    part(id).replaceChildren(...children);
  };
  // Roles are said aloud because a table laid out as blocks on a phone loses them in some browsers.
  const cell = (attributes, ...children) => el("td", {role: "cell", ...attributes}, ...children);
  const head = (attributes, ...children) => el("th", {scope: "row", role: "rowheader", ...attributes}, ...children);
  const line = (...cells) => el("tr", {role: "row"}, ...cells);
  function table(name, caption, heads, lines) {
    const columns = heads.map(([text, kind]) => el("th", {scope: "col", role: "columnheader", class: kind}, text));
    const body = el("tbody", {role: "rowgroup"}, ...lines);
    return el("table", {class: name, role: "table"}, el("caption", {}, caption), el("thead", {role: "rowgroup"}, line(...columns)), body);
  }
  const option = (value, text) => el("option", {value}, text);
  const fullTitle = (source) => (source.title.includes(source.subject) ? source.title : `${source.title}: ${source.subject}`);
  const badge = (row) => el("span", {class: `badge ${row.state.color}`}, row.state.name);
  function bar(counts, whole) {
    const made = el("div", {class: whole > sum(counts) ? "bar free" : "bar", "aria-hidden": "true"});
    for (const name of COUNTS) if (counts[name]) made.append(el("i", {class: name, style: `width:${((100 * counts[name]) / whole).toFixed(3)}%`}));
    return made;
  }

  // --- counting -------------------------------------------------------------------------------------------------------

  const sum = (counts) => COUNTS.reduce((total, name) => total + counts[name], 0);
  function count(found) {
    const counts = {on_time: 0, late: 0, in_time: 0, overdue: 0, cancelled: 0};
    for (const row of found) counts[row.state.count] += 1;
    return counts;
  }
  const share = (counts) => (sum(counts) ? `${number.format(Math.round((100 * (counts.on_time + counts.late)) / sum(counts)))} %` : "");
  function grouped(found, keysOf) {
    const groups = new Map();
    for (const row of found) {
      for (const key of new Set(keysOf(row))) {
        if (!groups.has(key)) groups.set(key, []);
        groups.get(key).push(row);
      }
    }
    return groups;
  }
  const dayNumber = (day) => Date.parse(day.iso) / DAY;
  const byDue = (one, other) => (one.due ? one.due.iso : "9").localeCompare(other.due ? other.due.iso : "9");
  const rank = (row) => (row.state.count === "overdue" ? 0 : row.state.count === "in_time" ? 1 : row.state.count === "cancelled" ? 3 : 2);
  const lateFirst = (one, other) => rank(one) - rank(other) || (rank(one) === 0 ? other.late - one.late : 0) || byDue(one, other);

  // --- parts of the page ------------------------------------------------------------------------------------------------

  function drawTotals(found, wish) {
    const counts = count(found);
    const cards = COUNTS.map((name) => {
      const part = sum(counts) ? `${number.format(Math.round((100 * counts[name]) / sum(counts)))} %` : "";
      return el("a", {class: `card ${name}`, href: link({...wish, state: name}), "data-count": name}, words[name], el("b", {}, number.format(counts[name])), part);
    });
    const gone = counts.cancelled ? words.cancelled.replace("{count}", number.format(counts.cancelled)) : "";
    const given = el("div", {class: "card given", "data-count": "given"}, words.given, el("b", {}, number.format(sum(counts))), gone);
    show("totals", el("div", {class: "cards"}, given, ...cards), bar(counts, sum(counts) || 1));
  }

  function taskLine(row) {
    const {task} = row;
    const late = row.late && row.state.count !== "cancelled" ? (row.late === 1 ? words.day_late : words.days_late.replace("{count}", number.format(row.late))) : "";
    const person = task.person === null ? "" : `${words.person}: ${data.actors[task.person].name}`;
    const kind = task.kind === "task" ? "" : `${words[task.kind]}: `;
    return line(
      cell({}, badge(row)),
      cell({"data-head": words.due}, row.due ? row.due.text : said(task.when),
        row.first_due && row.due !== row.first_due ? el("p", {class: "quiet"}, words.first.replace("{day}", row.first_due.text)) : "", late ? el("p", {class: "strong"}, late) : ""),
      cell({},
        kind, said(task.do), row.period ? ` (${words.period.replace("{name}", row.period)})` : "",
        task.product ? el("p", {class: "quiet"}, `${words.product}: `, said(task.product)) : "",
        el("p", {class: "quiet"}, said(row.document.title), el("span", {class: "address"}, " · ", el("code", {}, addressOf(row))))),
      cell({"data-head": words.lead},
        said(row.leads.map(nameOf).join(", ")), row.unit && !row.leads.includes(row.unit) ? el("p", {}, said(row.unit.name)) : "",
        task.with.length ? el("p", {class: "quiet"}, `${words.with}: `, said(helpers(task).join(", "))) : "",
        person ? el("p", {class: "quiet"}, person) : ""),
      cell({"data-head": words.progress}, `${number.format(row.percent)} %`, row.told ? el("p", {class: "quiet"}, `${words.told} ${row.told.text}`) : "",
        row.waiting ? el("p", {}, words.waiting.replace("{day}", row.waiting.text)) : ""),
      row.cause || row.remedy
        ? cell({"data-head": words.causes}, said(row.cause), row.remedy ? el("p", {}, `${words.remedy}: `, said(row.remedy)) : "")
        : cell({}));
  }
  const TASK_HEADS = [["state", "c-state"], ["due", "c-due"], ["task", "c-task"], ["lead", "c-lead"], ["progress", "c-progress"], ["causes", "c-causes"]];

  // A list shows its first lines; the rest is drawn when it is asked for, or printed.
  const growing = [];
  function grown(made, items, lineOf, first, printed) {
    const body = made.tBodies[0], more = el("button", {type: "button", class: "more"}), left = el("p", {class: "left"});
    const grow = (upTo) => {
      body.append(...items.slice(body.rows.length, upTo).map(lineOf));
      const rest = items.length - body.rows.length;
      more.hidden = left.hidden = rest <= 0;
      more.textContent = words.more.replace("{count}", number.format(Math.min(rest, 4 * PAGE)));
      left.textContent = words.left.replace("{count}", number.format(rest));
    };
    more.addEventListener("click", () => {
      const next = body.rows.length;
      grow(next + 4 * PAGE);
      body.rows[next].tabIndex = -1;
      body.rows[next].focus({preventScroll: true});
    });
    grow(first);
    growing.push(() => grow(printed));
    return [made, more, left];
  }
  function drawTasks(id, caption, found, first) {
    const made = table("tasks", caption, TASK_HEADS.map(([name, kind]) => [words[name], kind]), []);
    show(id, ...(found.length ? grown(made, found, taskLine, first, PRINTED) : []));
  }

  const SUM_HEADS = [["given", "number"], ["on_time", "number"], ["late", "number"], ["in_time", "number"], ["overdue", "number"], ["share", "number"]];
  const sumTable = (caption, headWord) => table("sums", caption, [[headWord, ""], ...SUM_HEADS.map(([name, kind]) => [words[name], kind]), [words.counts, "bar-cell"]], []);
  function sumLine(title, counts, whole) {
    const numbers = [sum(counts), ...COUNTS.map((name) => counts[name])].map((value, place) => cell({class: place === 4 && value ? "number strong" : "number"}, number.format(value)));
    return line(title, ...numbers, cell({class: "number"}, share(counts)), cell({class: "bar-cell"}, bar(counts, whole || sum(counts))));
  }
  function drawSums(id, caption, headWord, groups, titleOf) {
    const counted = [...groups].map(([key, found]) => ({key, counts: count(found)})).filter(({counts}) => sum(counts));
    counted.sort((one, other) => other.counts.overdue - one.counts.overdue || sum(other.counts) - sum(one.counts));
    show(id, ...(counted.length ? grown(sumTable(caption, headWord), counted, ({key, counts}) => sumLine(titleOf(key), counts), LIST, counted.length) : []));
  }
  function drawAgencies(found, wish) {
    const actors = new Map(data.actors.map((actor) => [actor.id, actor]));
    const groups = grouped(found, (row) => row.leads.map((lead) => (lead.kind === "unit" && lead.area ? `units of ${lead.area}` : lead.id)));
    drawSums("agencies", words.by_agency, words.agency, groups, (key) => {
      const area = key.startsWith("units of ") ? key.slice(9) : "";
      if (area) {
        const unit = data.actors.find((actor) => actor.kind === "unit" && actor.area === area);
        return head({"data-id": area}, el("a", {href: link({...wish, unit: area})}, words.units_of.replace("{name}", unit.place)));
      }
      const actor = actors.get(key);
      return head({"data-id": key}, el("a", {href: link({...wish, agency: key})}, said(actor.name)), actor.place ? el("div", {class: "quiet"}, said(actor.place)) : "");
    });
  }
  function drawDocuments(found, wish) {
    drawSums("documents", words.by_document, words.document, grouped(found, (row) => [row.document]), (source) =>
      head({"data-id": source.id}, el("a", {href: link({...wish, document: source.id})}, said(source.title)), source.title.includes(source.subject) ? "" : el("div", {class: "quiet"}, said(source.subject))));
  }

  function drawTimeline(found) {
    const sources = [...new Set(found.map((row) => row.document))].filter((source) => source.phases.length);
    show("timeline", ...(sources.length ? [phaseTable(sources)] : []), ...deadlineTable(found));
  }
  function phaseTable(sources) {
    const stops = sources.flatMap((source) => source.phases.flatMap((phase) => [phase.from[0], phase.until[0]])).sort();
    const start = dayNumber({iso: stops[0]}), length = dayNumber({iso: stops.at(-1)}) - start + 1;
    const place = (iso) => (100 * (dayNumber({iso}) - start)) / length;
    const mark = () => (today.iso >= stops[0] && today.iso <= stops.at(-1) ? el("u", {style: `left:${place(today.iso).toFixed(2)}%`}) : "");
    const lines = sources.flatMap((source) => source.phases.map((phase) => {
      const when = phase.until[0] < today.iso ? "past" : phase.from[0] > today.iso ? "future" : "now";
      const width = ((100 * (dayNumber({iso: phase.until[0]}) - dayNumber({iso: phase.from[0]}) + 1)) / length).toFixed(2);
      const course = el("div", {class: "course", "aria-hidden": "true"}, el("i", {class: when, style: `left:${place(phase.from[0]).toFixed(2)}%;width:${width}%`}), mark());
      return line(head({}, said(phase.name), el("div", {class: "quiet"}, said(source.title))), cell({class: "number"}, phase.from[1]), cell({class: "number"}, phase.until[1]), cell({}, words[when]), cell({}, course));
    }));
    return table("phases", words.phases, [[words.phase, ""], [words.from, "number"], [words.until, "number"], [words.state, ""], [words.course, ""]], lines);
  }
  function deadlineTable(found) {
    const dated = found.filter((row) => row.due && row.state.count !== "cancelled").sort(byDue);
    if (!dated.length) return [];
    const span = dayNumber(dated.at(-1).due) - dayNumber(dated[0].due);
    const key = span > 1100 ? (day) => day.iso.slice(0, 4) : span > 120 ? (day) => day.iso.slice(0, 7) : span > 21 ? (day) => Math.floor((dayNumber(day) + 3) / 7) : (day) => day.iso;
    const groups = [...grouped(dated, (row) => [key(row.due)]).values()];
    const most = Math.max(...groups.map((group) => group.length));
    const lineOf = (group) => {
      const [from, until] = [group[0].due.text, group.at(-1).due.text];
      return sumLine(head({}, from === until ? from : `${from} – ${until}`), count(group), most);
    };
    return grown(sumTable(words.deadlines, words.due), groups, lineOf, 2 * LIST, groups.length);
  }

  let chosenMatrix = "";
  function drawMatrix(found) {
    const each = found.filter((row) => row.unit && row.task.kind !== "problem");
    const sources = [...grouped(each, (row) => [row.document])].sort((one, other) => other[1].length - one[1].length);
    if (!sources.length) return show("matrix");
    const [source, mine] = sources.find(([one]) => one.id === chosenMatrix) || sources[0];
    const choice = el("select", {}, ...sources.map(([one]) => option(one.id, fullTitle(one))));
    choice.value = source.id;
    choice.addEventListener("change", () => {
      chosenMatrix = choice.value;
      drawMatrix(found);
      document.querySelector("#matrix select").focus();
    });
    show("matrix", el("label", {}, el("span", {}, words.document), choice), legend(mine), el("div", {class: "scroll", tabindex: "0", role: "region", "aria-label": words.matrix.replace("{name}", source.title)}, matrixTable(source, mine)));
  }
  function legend(found) {
    const states = data.states.filter((state) => found.some((row) => row.state === state));
    return el("ul", {class: "legend"}, ...states.map((state) => el("li", {}, el("b", {class: state.color, "aria-hidden": "true"}, SIGNS[state.id]), state.name)));
  }
  function matrixTable(source, found) {
    const columns = [...grouped(found, (row) => [row.task.address])];
    const units = [...grouped(found, (row) => [row.unit])].sort((one, other) => order.compare(one[0].place, other[0].place) || order.compare(one[0].id, other[0].id));
    const heads = [[words.unit, ""], [words.share, "number"], ...columns.map(([, list]) => [el("span", {title: list[0].task.do, lang: data.textLanguage}, list[0].task.do), ""])];
    const lines = units.map(([unit, list]) => {
      const held = grouped(list, (row) => [row.task.address]), counts = count(list);
      return line(head({}, said(unit.name)), cell({class: "number"}, `${counts.on_time + counts.late}/${sum(counts)}`), ...columns.map(([address]) => matrixCell(held.get(address))));
    });
    return table(columns.length > 16 ? "matrix wide" : "matrix", words.matrix.replace("{name}", source.title), heads, lines);
  }
  function matrixCell(list) {
    if (!list) return cell({"aria-label": words.no_task});
    const worst = list.reduce((one, other) => (WORST.indexOf(other.state.id) < WORST.indexOf(one.state.id) ? other : one));
    const text = worst.due ? `${worst.state.name}, ${worst.due.text}` : worst.state.name;
    return cell({class: worst.state.color, title: text, "aria-label": text}, worst.state.id === "in-progress" ? `${worst.percent}%` : SIGNS[worst.state.id]);
  }

  // --- the whole ----------------------------------------------------------------------------------------------------------

  const form = document.getElementById("filter");
  function draw() {
    const wish = wished(location.hash);
    for (const key of FILTERS) choose(form.elements[key], wish[key] || "");
    const found = rows.filter((row) => fits(row, wish));
    const late = found.filter((row) => row.state.count === "overdue").sort(lateFirst);
    const limit = dayNumber(today) + data.soon;
    const coming = found.filter((row) => row.state.count === "in_time" && row.due && dayNumber(row.due) <= limit).sort(byDue);
    growing.length = 0;
    document.body.classList.toggle("unfiltered", FILTERS.every((key) => !wish[key]));
    tell(found, wish);
    drawTotals(found, wish);
    drawTasks("late", words.late_list, late, LIST);
    drawTasks("coming", words.coming_list.replace("{count}", number.format(data.soon)), coming, LIST);
    drawAgencies(found, wish);
    drawDocuments(found, wish);
    drawTimeline(found);
    drawMatrix(found);
    drawTasks("all", words.all_list, [...found].sort(lateFirst), PAGE);
    for (const anchor of document.querySelectorAll("nav a")) anchor.parentElement.hidden = document.querySelector(anchor.getAttribute("href")).hidden;
  }
  function choose(field, value) {
    if (field.name === "text" && fold(field.value.trim()) === fold(value)) return;
    if (field.options && value && ![...field.options].some((option) => option.value === value)) {
      const actor = data.actors.find((one) => one.id === value);
      field.append(option(value, actor ? actor.name : value));
    }
    field.value = value;
  }
  function tell(found, wish) {
    const named = FILTERS.filter((key) => wish[key]).map((key) => (key === "text" ? `“${wish.text}”` : form.elements[key].selectedOptions[0].textContent));
    const text = words.found.replace("{count}", number.format(found.length)).replace("{total}", number.format(rows.length));
    document.getElementById("found").textContent = [found.length ? text : words.nothing, named.length ? `${words.filtered} ${named.join("; ")}` : ""].join(" ").trim();
  }

  function grouping(field, groups) {
    field.append(option("", words.all));
    for (const [label, options] of groups) field.append(el("optgroup", {label}, ...options));
  }
  function fill() {
    const leads = [...new Set(rows.flatMap((row) => row.leads))].filter((actor) => actor.kind !== "unit").sort((one, other) => order.compare(one.name, other.name));
    const places = (list) => [...new Set(list.map((actor) => actor.place))].sort((one, other) => !one - !other || order.compare(one, other));
    grouping(form.elements.agency, places(leads).map((place) => [place || words.others, leads.filter((actor) => actor.place === place).map((actor) => option(actor.id, actor.name))]));
    form.elements.document.append(option("", words.all), ...data.documents.map((source) => option(source.id, fullTitle(source))));
    const units = data.actors.filter((actor) => actor.kind === "unit").sort((one, other) => order.compare(one.name, other.name));
    grouping(form.elements.unit, places(units).map((place) => {
      const mine = units.filter((actor) => actor.place === place);
      return [place || words.others, [...(mine[0].area ? [option(mine[0].area, words.units_of.replace("{name}", place))] : []), ...mine.map((actor) => option(actor.id, actor.name))]];
    }));
    const states = data.states.filter((state) => rows.some((row) => row.state === state));
    grouping(form.elements.state, [[words.counts, COUNTS.map((name) => option(name, words[name]))], [words.state, states.map((state) => option(state.id, state.name))]]);
  }

  // Going to a part keeps what is filtered: the address belongs to the filter.
  function jump(event) {
    event.preventDefault();
    const target = document.querySelector(event.currentTarget.getAttribute("href"));
    target.scrollIntoView();
    (target.querySelector("h2[tabindex]") || target).focus({preventScroll: true});
  }

  let waiting;
  const go = (replace) => {
    const wish = Object.fromEntries(FILTERS.map((key) => [key, form.elements[key].value.trim()]));
    if (!replace) location.hash = link(wish);
    else {
      history.replaceState(null, "", link(wish));
      draw();
    }
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => event.target.name !== "text" && go(false));
  form.elements.text.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => go(true), 150);
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    form.elements.text.value = "";
    location.hash = "#/";
  });
  window.addEventListener("hashchange", draw);
  window.addEventListener("beforeprint", () => growing.forEach((grow) => grow()));
  for (const anchor of document.querySelectorAll("nav a, .skip")) anchor.addEventListener("click", jump);
  fill();
  draw();
})();
