// Fills a template of docxtemplater or of carbone so many times: node fill.js PROGRAM TEMPLATE DATA COUNT FOLDER
const fs = require("fs");
const [program, template, data, count, folder] = process.argv.slice(2);
const texts = JSON.parse(fs.readFileSync(data, "utf8"));
const file = (n) => `${folder}/${program}-${n}.docx`;

if (program === "docxtemplater") {
  const Docxtemplater = require("docxtemplater");
  const PizZip = require("pizzip");
  const content = fs.readFileSync(template, "binary");
  for (let n = 0; n < Number(count); n++) {
    const made = new Docxtemplater(new PizZip(content), { paragraphLoop: true, linebreaks: true });
    made.render(texts);
    fs.writeFileSync(file(n), made.toBuffer({ compression: "DEFLATE" }));
  }
} else {
  const carbone = require("carbone");
  const next = (n) => {
    if (n === Number(count)) process.exit(0);
    carbone.render(template, texts, (error, made) => {
      if (error) throw error;
      fs.writeFileSync(file(n), made);
      next(n + 1);
    });
  };
  next(0);
}
