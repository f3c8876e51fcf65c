// The smallest photos and papers that are what they say, and what may be put into them: for tests
// of what is taken out, and of what comes in over HTTP.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

namespace small_files {

inline std::string jpeg_segment(int marker, const std::string& content) {
  const auto length = content.size() + 2;
  std::string out = {static_cast<char>(0xFF), static_cast<char>(marker),
                     static_cast<char>(length >> 8U), static_cast<char>(length & 0xFFU)};
  return out + content;
}

/// Exif in the order of bytes of most phones, with a maker and which way up.
inline std::string exif(int orientation) {
  using namespace std::string_literals;
  return jpeg_segment(0xE1, "Exif\0\0II\x2A\0\x08\0\0\0\x02\0"s + "\x0F\x01\x02\0\x04\0\0\0NIK\0"s +
                                "\x12\x01\x03\0\x01\0\0\0"s + static_cast<char>(orientation) +
                                "\0\0\0\0\0\0\0"s);
}

/// The part of the form that says which way up, alone.
inline std::string only_orientation(int orientation) {
  using namespace std::string_literals;
  return "\xFF\xE1\0\x22"s + "Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"s +
         static_cast<char>(orientation) + "\0\0\0\0\0\0"s;
}

inline const std::string kJpegStart = "\xFF\xD8";
inline const std::string kJpegEnd = "\xFF\xD9";

inline std::string jfif() {
  using namespace std::string_literals;
  return jpeg_segment(0xE0, "JFIF\0\x01\x01\0\0\x01\0\x01\0\0"s);
}

/// A frame and a scan, with a zero behind 0xFF and a restart within, as coded data has them.
inline std::string jpeg_picture() {
  using namespace std::string_literals;
  return jpeg_segment(0xDB, "\0"s + std::string(64, '\x01')) +
         jpeg_segment(0xC0, "\x08\0\x01\0\x01\x01\x01\x11\0"s) +
         jpeg_segment(0xDA, "\x01\x01\0\0\x3F\0"s) + "\x12\xFF\0\x34\xFF\xD0\x56"s;
}

inline std::string jpeg(const std::string& before = {}, const std::string& behind = {}) {
  return kJpegStart + before + jpeg_picture() + kJpegEnd + behind;
}

inline std::string png_number(std::uint32_t value) {
  return {static_cast<char>(value >> 24U), static_cast<char>(value >> 16U & 0xFFU),
          static_cast<char>(value >> 8U & 0xFFU), static_cast<char>(value & 0xFFU)};
}

inline std::string png_chunk(const std::string& name, const std::string& content) {
  std::uint32_t sum = 0xFFFFFFFFU;
  for (const char c : name + content) {
    sum ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) sum = (sum & 1U) != 0 ? 0xEDB88320U ^ sum >> 1U : sum >> 1U;
  }
  return png_number(static_cast<std::uint32_t>(content.size())) + name + content +
         png_number(sum ^ 0xFFFFFFFFU);
}

/// One dot.
inline std::string png(const std::string& before = {}, const std::string& behind = {}) {
  using namespace std::string_literals;
  return "\x89PNG\r\n\x1a\n"s + png_chunk("IHDR", png_number(1) + png_number(1) + "\x08\0\0\0\0"s) +
         before + png_chunk("IDAT", "\x78\x9C\x63\xF8\x0F\0\x01\x01\x01\0"s) + behind +
         png_chunk("IEND", "");
}

inline std::string pdf_stream(const std::string& entries, const std::string& bytes) {
  return "<< " + entries + " /Length " + std::to_string(bytes.size()) + " >>\nstream\n" + bytes +
         "\nendstream";
}

/// A PDF of these objects, the first of which is the catalog, with a true table of where they are.
inline std::string pdf(const std::vector<std::string>& objects, const std::string& trailer = {}) {
  std::string out = "%PDF-1.4\n";
  std::string table = "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    char row[32];
    std::snprintf(row, sizeof row, "%010zu 00000 n \n", out.size());
    table += row;
    out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const auto start = std::to_string(out.size());
  return out + table + "trailer\n<< /Size " + std::to_string(objects.size() + 1) + " /Root 1 0 R " +
         trailer + " >>\nstartxref\n" + start + "\n%%EOF\n";
}

inline const std::string kPages = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>";
inline const std::string kPage =
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>";

/// One page with a line of text.
inline std::string pdf_page(const std::string& text) {
  return pdf({"<< /Type /Catalog /Pages 2 0 R >>", kPages, kPage, pdf_stream("", text)});
}

}  // namespace small_files
