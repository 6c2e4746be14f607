/* Written by `make protocol` from holescan.adapters.extraction.formats. Do not edit. */

export interface FileKind {
  readonly name: string;
  /** Usual endings with their dot; the bytes of a file decide, not its name. */
  readonly endings: readonly string[];
  readonly isRead: boolean;
  /** What is taken out of it, or what to do instead. */
  readonly note: string;
}

export const FILE_KINDS: readonly FileKind[] = [
  { name: "PDF", endings: [".pdf"], isRead: true, note: "Text of every page in every direction, outside the crop box and in hidden layers too; form fields; annotations; tags in spaced letters or over two lines. A damaged file is repaired as far as that goes, and says so." },
  { name: "Excel workbook", endings: [".xlsx", ".xlsm"], isRead: true, note: "Every cell as it is shown (7 as 0007 or HOLE-7 where its format says so), hidden sheets, sheet names, comments, headers and footers, text boxes, charts, diagrams." },
  { name: "Excel binary workbook", endings: [".xls", ".xlsb"], isRead: true, note: "Every cell, in .xls as it is shown. Of .xls (Excel 97 and later) also text boxes, comments, headers and chart titles, of .xlsb text boxes and charts." },
  { name: "Word document", endings: [".docx", ".docm"], isRead: true, note: "Every run of every part: body, tables, headers, footers, notes, comments, text boxes, charts, diagrams, deleted text, lists that spell tags." },
  { name: "PowerPoint presentation", endings: [".pptx", ".pptm"], isRead: true, note: "Every slide in the order of the show, hidden ones too, notes, masters, charts, diagrams, group shapes." },
  { name: "OpenDocument", endings: [".odt", ".ods", ".odp"], isRead: true, note: "Every paragraph: body, tables, cells as they are shown, slides, headers, footers, notes, comments, objects, form fields." },
  { name: "Rich text", endings: [".rtf"], isRead: true, note: "All text: body, tables, headers, footers, notes, comments, text boxes." },
  { name: "Separated text", endings: [".csv", ".tsv"], isRead: true, note: "Cell by cell, quotes undone, at comma, semicolon, tab or bar, whichever rows agree on; as text where quotes do not fit." },
  { name: "Plain text", endings: [".txt"], isRead: true, note: "All of it, in UTF-8, UTF-16, UTF-32 or any encoding that keeps ASCII." },
  { name: "Web page and XML", endings: [".html", ".xml", ".svg"], isRead: true, note: "The text between the tags, in XML of other kinds the attributes too, and the pictures inside." },
  { name: "DXF drawing", endings: [".dxf"], isRead: true, note: "Texts, attributes, block names, dimensions, leaders and table cells of an ASCII file, without their format codes." },
  { name: "Picture", endings: [".png", ".jpg", ".tif", ".gif", ".bmp", ".webp", ".jp2"], isRead: true, note: "By text recognition, all sheets of a TIFF." },
  { name: "Zip archive", endings: [".zip"], isRead: true, note: "Each member as the file it is; not the archives in it." },
  { name: "E-mail", endings: [".eml", ".msg", ".mht"], isRead: true, note: "Subject, sender, receivers, body, and each attachment as the file it is, archives too." },
  { name: "DWG drawing", endings: [".dwg"], isRead: false, note: "Plot it to PDF, or save it as ASCII DXF." },
  { name: "Binary DXF", endings: [".dxf"], isRead: false, note: "Save it as ASCII DXF." },
  { name: "XPS and DWFx", endings: [".xps", ".oxps", ".dwfx"], isRead: false, note: "Print it to PDF." },
  { name: "Word and PowerPoint before 2007", endings: [".doc", ".ppt"], isRead: false, note: "Save it as .docx, .pptx or PDF." },
  { name: "PostScript", endings: [".ps", ".eps"], isRead: false, note: "Convert it to PDF." },
  { name: "Other archives", endings: [".7z", ".rar", ".gz"], isRead: false, note: "Unpack it, or pack it as .zip." },
  { name: "HEIC photograph", endings: [".heic"], isRead: false, note: "Save it as JPEG." },
  { name: "Mailbox", endings: [".mbox", ".pst"], isRead: false, note: "Export its mails as .eml or .msg." },
  { name: "Anything else", endings: [], isRead: false, note: "Export it as PDF, Excel, Word or text." },
];
