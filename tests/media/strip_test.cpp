// What is taken out of photos and papers, what stays, and that nothing broken gets through: each
// kind cut at every byte and with each byte changed.
#include "media/strip.hpp"

#include <catch2/catch.hpp>

#include "media/pdf_filters.hpp"
#include "support/small_files.hpp"

using namespace roundtable::media;
using namespace small_files;
using namespace std::string_literals;
using roundtable::domain::Media;

namespace {

Stripped whole(Media media, const std::string& bytes) {
  const auto result = stripped(media, bytes);
  REQUIRE(std::holds_alternative<Stripped>(result));
  return std::get<Stripped>(result);
}

bool is_broken(Media media, const std::string& bytes) {
  const auto result = stripped(media, bytes);
  const auto* why = std::get_if<Unstripped>(&result);
  return why != nullptr && *why == Unstripped::broken;
}

bool holds(const std::string& bytes, const std::string& part) {
  return bytes.find(part) != std::string::npos;
}

bool is_packed(const std::string& paper) {
  const auto result = stripped(Media::pdf, paper);
  const auto* why = std::get_if<Unstripped>(&result);
  return why != nullptr && *why == Unstripped::packed;
}

/// A page with a photo on it, the photo's packing said so.
std::string pdf_photo(const std::string& packing, const std::string& bytes) {
  return pdf({"<< /Type /Catalog /Pages 2 0 R >>", kPages,
              "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << "
              "/XObject << /I 5 0 R >> >> >>",
              pdf_stream("", "/I Do"),
              pdf_stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace "
                         "/DeviceGray /BitsPerComponent 8 " +
                             packing,
                         bytes)});
}

/// Deflated without packing anything: one block as it is (RFC 1950, 1951).
std::string deflated(const std::string& bytes) {
  std::uint32_t a = 1, b = 0;
  for (const char c : bytes) {
    a = (a + static_cast<unsigned char>(c)) % 65521;
    b = (b + a) % 65521;
  }
  const auto low = [](std::size_t n) { return static_cast<char>(n & 0xFFU); };
  const auto size = bytes.size();
  std::string out = "\x78\x01\x01"s;
  out += {low(size), low(size >> 8U), low(~size), low(~size >> 8U)};
  return out + bytes + png_number(b << 16U | a);
}

std::string in_hex(const std::string& bytes) {
  std::string out;
  for (const char c : bytes) {
    out += "0123456789ABCDEF"[static_cast<unsigned char>(c) >> 4U];
    out += "0123456789ABCDEF"[static_cast<unsigned char>(c) & 15U];
  }
  return out + ">";
}

/// A PDF whose objects from 3 on, the catalog first, stand in a list: each begins where `starts`
/// says in `listed`.
std::string pdf_with_list(const std::vector<std::size_t>& starts, const std::string& listed,
                          const std::string& more = {}) {
  std::string head;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    head += std::to_string(i + 3) + " " + std::to_string(starts[i]) + " ";
  }
  std::string out = "%PDF-1.5\n";
  const auto row = [](char kind, std::size_t place, std::size_t index) {
    return std::string(1, kind) + png_number(static_cast<std::uint32_t>(place)) +
           static_cast<char>(index >> 8U & 0xFFU) + static_cast<char>(index & 0xFFU);
  };
  auto rows = row('\0', 0, 0) + row('\1', out.size(), 0);
  out += "1 0 obj\n" +
         pdf_stream("/Type /ObjStm /N " + std::to_string(starts.size()) + " /First " +
                        std::to_string(head.size()) + more,
                    head + listed) +
         "\nendobj\n";
  const auto table = out.size();
  rows += row('\1', table, 0);
  for (std::size_t i = 0; i < starts.size(); ++i) rows += row('\2', 1, i);
  return out + "2 0 obj\n" +
         pdf_stream("/Type /XRef /W [1 4 2] /Root 3 0 R /Size " + std::to_string(starts.size() + 3),
                    rows) +
         "\nendobj\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
}

/// Cut anywhere it is refused, and whatever a byte is changed to it is read within its bounds.
void try_every_byte(Media media, const std::string& bytes) {
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    INFO(length);
    CHECK(is_broken(media, bytes.substr(0, length)));
  }
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const char other : {'\0', '\xFF', '\x7F', '9'}) {
      auto changed = bytes;
      changed[at] = other;
      const auto result = stripped(media, changed);
      if (const auto* made = std::get_if<Stripped>(&result)) {
        INFO(at);
        CHECK(whole(media, made->bytes).bytes == made->bytes);
      }
    }
  }
}

}  // namespace

TEST_CASE("of a JPEG place, device, comments and hidden pictures go, and what is drawn stays") {
  const auto icc = jpeg_segment(0xE2, "ICC_PROFILE\0\x01\x01profile"s);
  const auto adobe = jpeg_segment(0xEE, "Adobe\0\x64\0\0\0\0\0"s);
  const auto told = exif(1) + jpeg_segment(0xE1, "http://ns.adobe.com/xap/1.0/\0<x/>"s) +
                    jpeg_segment(0xED, "Photoshop 3.0\0"s) + jpeg_segment(0xFE, "NIK"s) +
                    jpeg_segment(0xE2, "MPF\0II"s) + jpeg_segment(0xE0, "JFXX\0"s);
  const auto made = whole(Media::jpeg, jpeg(jfif() + told + icc + adobe, jpeg(exif(1))));
  CHECK(made.removed);
  CHECK(made.bytes == jpeg(jfif() + icc + adobe));
  const auto again = whole(Media::jpeg, made.bytes);
  CHECK_FALSE(again.removed);
  CHECK(again.bytes == made.bytes);
}

TEST_CASE("which way up a photo is stays, alone") {
  for (int way = 2; way <= 8; ++way) {
    const auto made = whole(Media::jpeg, jpeg(jfif() + exif(way)));
    CHECK(made.removed);
    CHECK(made.bytes == jpeg(jfif() + only_orientation(way)));
    CHECK_FALSE(whole(Media::jpeg, made.bytes).removed);
  }
  CHECK(whole(Media::jpeg, jpeg(exif(6))).bytes == jpeg(only_orientation(6)));
  for (const int way : {0, 1, 9}) CHECK(whole(Media::jpeg, jpeg(exif(way))).bytes == jpeg());
  const auto wild = "Exif\0\0MM\0\x2A\xFF\xFF\xFF\xF0"s;
  CHECK(whole(Media::jpeg, jpeg(jpeg_segment(0xE1, wild))).bytes == jpeg());
}

TEST_CASE("a JPEG is refused where it ends too early or says more than is there") {
  try_every_byte(Media::jpeg, jpeg(jfif() + exif(6)));
  CHECK(is_broken(Media::jpeg, kJpegStart + kJpegEnd));
  CHECK(is_broken(Media::jpeg, kJpegStart + "\xFF\xFE\xFF\xFFx"s));
  CHECK(is_broken(Media::jpeg, kJpegStart + "\xFF\xFE\0\x01"s + jpeg_picture() + kJpegEnd));
}

TEST_CASE("of a PNG texts, times, Exif and what programs keep go") {
  const auto told = png_chunk("tEXt", "Author\0NIK"s) + png_chunk("zTXt", "Comment\0\0x"s) +
                    png_chunk("iTXt", "XML:com.adobe.xmp\0\0\0\0\0<x/>"s) +
                    png_chunk("eXIf", "MM\0\x2A"s) + png_chunk("prVW", "a preview");
  const auto colours =
      png_chunk("gAMA", "\0\0\xB1\x8F"s) + png_chunk("pHYs", "\0\0\0\1\0\0\0\1\1"s);
  const auto made = whole(Media::png, png(told + colours, png_chunk("tIME", "1234567")) + "behind");
  CHECK(made.removed);
  CHECK(made.bytes == png(colours));
  CHECK_FALSE(whole(Media::png, made.bytes).removed);
}

TEST_CASE("a PNG is refused where it is cut, where a sum is wrong and where nothing is drawn") {
  try_every_byte(Media::png, png(png_chunk("tEXt", "Author\0NIK"s)));
  auto wrong = png();
  wrong[wrong.size() - 1] = static_cast<char>(wrong.back() ^ 1);
  CHECK(is_broken(Media::png, wrong));
  CHECK(is_broken(Media::png, "\x89PNG\r\n\x1a\n" + png_chunk("IEND", "")));
}

TEST_CASE("of a PDF what it says of itself goes, and of attachments and photos in it") {
  const auto photo = jpeg(exif(1));
  const auto paper = pdf(
      {"<< /Type /Catalog /Pages 2 0 R /Metadata 5 0 R /PieceInfo << /X << /Private (P1) >> >> "
       "/Names << /EmbeddedFiles << /Names [(a) 8 0 R] >> >> >>",
       kPages,
       "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject "
       "<< /I 7 0 R >> /Properties << /M << /Metadata 5 0 R >> >> >> >>",
       pdf_stream("", "(shown) Tj"), pdf_stream("/Type /Metadata /Subtype /XML", "<xmp>P2"),
       "<< /Author (P3) /Producer (P4) /CreationDate (D:20261120) >>",
       pdf_stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
                  "/BitsPerComponent 8 /Filter /DCTDecode",
                  photo),
       "<< /Type /Filespec /F (a) /EF << /F 9 0 R >> >>",
       pdf_stream("/Type /EmbeddedFile /Params << /ModDate (P5) >>", "attached")},
      "/Info 6 0 R /ID [<50363637383930> <50363637383930>]");
  const auto made = whole(Media::pdf, paper);
  CHECK(made.removed);
  for (const char* gone :
       {"P1", "P2", "P3", "P4", "P5", "50363637383930", "P667890", "20261120", "NIK", "/Info"}) {
    INFO(gone);
    CHECK_FALSE(holds(made.bytes, gone));
  }
  CHECK(holds(made.bytes, jpeg()));
  CHECK(holds(made.bytes, "/EmbeddedFile"));
  CHECK_FALSE(whole(Media::pdf, made.bytes).removed);
  CHECK(whole(Media::pdf, paper).bytes == made.bytes);
}

TEST_CASE("a PDF that says nothing of itself is told so") {
  CHECK_FALSE(whole(Media::pdf, pdf_page("(a) Tj")).removed);
}

TEST_CASE("what stood in an earlier state of a PDF does not stay behind") {
  const auto first = pdf_page("(secret) Tj");
  const auto object = "4 0 obj\n" + pdf_stream("", "(shown) Tj") + "\nendobj\n";
  char row[32];
  std::snprintf(row, sizeof row, "%010zu 00000 n \n", first.size());
  const auto before = first.substr(first.find("startxref\n") + 10);
  const auto later = first + object + "xref\n4 1\n" + row +
                     "trailer\n<< /Size 5 /Root 1 0 R /Prev " +
                     before.substr(0, before.find('\n')) + " >>\nstartxref\n" +
                     std::to_string(first.size() + object.size()) + "\n%%EOF\n";
  const auto made = whole(Media::pdf, later);
  const auto plain = whole(Media::pdf, pdf_page("(shown) Tj"));
  CHECK(made.bytes == plain.bytes);
}

TEST_CASE("a PDF that is cut or is none, is refused, and so is one under a password") {
  const auto paper = pdf_page("(a) Tj");
  for (std::size_t length = 0; length + 8 < paper.size(); length += 7) {
    INFO(length);
    CHECK(is_broken(Media::pdf, paper.substr(0, length)));
  }
  CHECK(is_broken(Media::pdf, "%PDF-1.7\nnothing"));
  const auto locked = pdf({"<< /Type /Catalog /Pages 2 0 R >>", kPages, kPage, pdf_stream("", "x")},
                          "/ID [<61> <61>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" +
                              std::string(64, '0') + "> /U <" + std::string(64, '0') + "> >>");
  const auto result = stripped(Media::pdf, locked);
  REQUIRE(std::holds_alternative<Unstripped>(result));
  CHECK(std::get<Unstripped>(result) == Unstripped::locked);
}

TEST_CASE("a PDF whose lists of objects unpack to more than a file may hold is refused") {
  // Deflate, fixed codes: one zero, then copies of what stands before it, 258 at a time.
  std::string packed = "\x78\x9C"s;
  std::uint32_t bits = 0;
  int held = 0;
  const auto put = [&](std::uint32_t value, int count) {
    bits |= value << static_cast<unsigned>(held);
    for (held += count; held >= 8; held -= 8, bits >>= 8U) packed += static_cast<char>(bits & 0xFF);
  };
  put(0b011, 3);       // the last block, with fixed codes
  put(0b00001100, 8);  // a zero (0x30, from the top bit)
  const std::size_t copies = kPdfUnpackedBytesMax / 258 + 1;
  for (std::size_t i = 0; i < copies; ++i) {
    put(0b10100011, 8);  // 258 bytes (0xC5, from the top bit)
    put(0, 5);           // of one byte before
  }
  put(0, 7);
  put(0, 7);
  const auto before = "%PDF-1.5\n"s;
  const auto table =
      "1 0 obj\n" +
      pdf_stream("/Type /XRef /Size 3 /W [1 2 1] /Root 2 0 R /Filter /FlateDecode", packed) +
      "\nendobj\n";
  const auto paper = before + table + "startxref\n" + std::to_string(before.size()) + "\n%%EOF\n";
  CHECK(paper.size() < 256 * 1024);
  CHECK(is_broken(Media::pdf, paper));
}

TEST_CASE("a photo in a PDF that is packed twice is opened, and says as little as any other") {
  const auto told = jpeg(exif(6));
  const auto kept = jpeg(only_orientation(6));
  for (const auto& [packing, bytes] : std::vector<std::pair<std::string, std::string>>{
           {"/Filter [/FlateDecode /DCTDecode]", deflated(told)},
           {"/Filter [/FlateDecode /DCTDecode] /DecodeParms [null << /ColorTransform 0 >>]",
            deflated(told)},
           {"/Filter [/ASCIIHexDecode /DCTDecode]", in_hex(told)},
           {"/Filter [/ASCIIHexDecode /FlateDecode /DCTDecode]", in_hex(deflated(told))},
           {"/Filter [/DCTDecode] /DecodeParms [<< /ColorTransform 0 >>]", told},
           {"/Filter /DCT", told}}) {
    INFO(packing);
    const auto made = whole(Media::pdf, pdf_photo(packing, bytes));
    CHECK(made.removed);
    CHECK(holds(made.bytes, kept));
    CHECK_FALSE(holds(made.bytes, "NIK"));
    CHECK(holds(made.bytes, "/ColorTransform") == holds(packing, "/ColorTransform"));
    CHECK_FALSE(whole(Media::pdf, made.bytes).removed);
  }
  const auto plain = pdf_photo("/Filter [/FlateDecode /DCTDecode]", deflated(jpeg()));
  CHECK_FALSE(whole(Media::pdf, plain).removed);
}

TEST_CASE("a photo in a PDF that cannot be reached is refused as what it is") {
  for (const char* packing :
       {"/Filter /JPXDecode", "/Filter [/FlateDecode /JPXDecode]",
        "/Filter [/RunLengthDecode /DCTDecode]", "/Filter [/LZWDecode /DCTDecode]",
        "/Filter [/DCTDecode /FlateDecode]", "/Filter [/Crypt /DCTDecode]",
        "/Filter [/FlateDecode /DCTDecode] /DecodeParms << /Predictor 1 >>"}) {
    INFO(packing);
    CHECK(is_packed(pdf_photo(packing, deflated(jpeg(exif(1))))));
  }
  // Not packed as it says: broken, as any other photo.
  CHECK(is_broken(Media::pdf, pdf_photo("/Filter [/FlateDecode /DCTDecode]", jpeg(exif(1)))));
}

TEST_CASE("objects of a list in a PDF share no byte") {
  const auto catalog = "<< /Type /Catalog /Pages 4 0 R /PieceInfo << /X (P1) >> >> "s;
  const auto pages = "<< /Type /Pages /Kids [5 0 R] /Count 1 >> "s;
  const auto page = "<< /Type /Page /Parent 4 0 R /MediaBox [0 0 9 9] /A 6 0 R >> "s;
  const auto listed = catalog + pages + page;
  const auto second = catalog.size(), third = second + pages.size(), last = listed.size();
  const auto good = whole(Media::pdf, pdf_with_list({0, second, third, last}, listed + "[1 2 3]"));
  CHECK(good.removed);
  CHECK_FALSE(holds(good.bytes, "P1"));
  // In any order of numbers, and one that belongs to another list.
  CHECK(whole(Media::pdf, pdf_with_list({0, second, third, last + 4, last}, listed + "[1] (x)"))
            .removed);
  CHECK(whole(Media::pdf, pdf_with_list({0, second, third}, listed, " /Extends 9 0 R")).removed);

  const auto refused = [&](const std::vector<std::size_t>& more, const std::string& behind,
                           const std::string& entries = {}) {
    std::vector<std::size_t> starts{0, second, third};
    starts.insert(starts.end(), more.begin(), more.end());
    INFO(behind);
    CHECK(is_broken(Media::pdf, pdf_with_list(starts, listed + behind, entries)));
  };
  refused({last, last}, "[1 2 3]");                    // the same one twice
  refused({last, last + 2}, "[ [1] ]");                // one in the other
  refused({last, last + 5}, "(one 2 two)");            // in a string
  refused({last, last + 2}, "% 1\n2");                 // in what is passed over
  refused({last, last + 4}, "[1 >> 2]");               // ends that are no ends
  refused({last + 8}, "[1]");                          // behind the list
  refused({}, "", " /N 2 /Extends [8 0 R] /N 8 0 R");  // how many, said elsewhere
}

TEST_CASE("objects of a PDF that begin inside one another are not read over and over") {
  std::string row, table;
  constexpr std::size_t kObjects = 3'000;
  const auto first =
      "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
      "2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"s;
  const auto place = [&](std::size_t at) {
    char text[32];
    std::snprintf(text, sizeof text, "%010zu 00000 n \n", at);
    table += text;
  };
  place(9);
  place(first.find("2 0 obj"));
  for (std::size_t i = 3; i < kObjects; ++i) {
    place(first.size() + row.size());
    row += std::to_string(i) + " 0 obj %";
  }
  const auto body = first + row + "\n0\nendobj\n";
  const auto paper = body + "xref\n0 " + std::to_string(kObjects) + "\n0000000000 65535 f \n" +
                     table + "trailer\n<< /Root 1 0 R /Size " + std::to_string(kObjects) +
                     " >>\nstartxref\n" + std::to_string(body.size()) + "\n%%EOF\n";
  CHECK(is_broken(Media::pdf, paper));
}
