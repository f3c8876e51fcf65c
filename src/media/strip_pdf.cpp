// A PDF is read by qpdf and written anew without what it says of itself. Written anew, since
// earlier states stand before the last one in a file that was changed, and so would what was taken
// out. Whatever is not built as the standard says is refused: qpdf would mend it as it thinks best,
// and on the record would stand something else than was handed in.
#include <algorithm>
#include <exception>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFWriter.hh>
#include <stdexcept>
#include <string>
#include <vector>

#include "media/pdf_filters.hpp"
#include "media/pdf_source.hpp"
#include "media/strip_media.hpp"

namespace roundtable::media {
namespace {

/// Lists and dictionaries inside one another; every page that anybody has seen has below 20.
constexpr int kNestedMax = 100;

/// A photo that is packed in a way in which what it says of itself cannot be reached.
struct PackedPhoto : std::runtime_error {
  PackedPhoto() : std::runtime_error("a photo that cannot be reached") {}
};

bool is_photo(const std::string& filter) {
  return filter == "/DCTDecode" || filter == "/DCT" || filter == "/JPXDecode";
}

/// Packings around a photo that are opened here.
bool is_opened(const std::string& filter) {
  static constexpr std::string_view kOpened[] = {"/FlateDecode",    "/Fl", "/ASCII85Decode", "/A85",
                                                 "/ASCIIHexDecode", "/AHx"};
  return std::find(std::begin(kOpened), std::end(kOpened), filter) != std::end(kOpened);
}

class PdfStripper {
 public:
  /// `bytes`: how long the file is.
  PdfStripper(QPDF& pdf, std::size_t bytes) : pdf_(pdf), left_(bytes + kPdfUnpackedBytesMax) {}

  /// Whether there was something. Throws where a part of it cannot be read.
  bool strip() {
    auto trailer = pdf_.getTrailer();
    auto info = trailer.getKey("/Info");
    removed_ = info.isDictionary() && !info.getKeys().empty();
    trailer.removeKey("/Info");
    // The first half is that of the day it was made, on the device that made it.
    trailer.removeKey("/ID");
    for (const auto& [id, place] : pdf_.getXRefTable()) walk(pdf_.getObject(id), 0);
    return removed_;
  }

 private:
  void walk(QPDFObjectHandle object, int depth) {
    if (depth > kNestedMax) throw std::runtime_error("too deep");
    spend(object);
    if (object.isArray()) {
      for (int i = 0; i < object.getArrayNItems(); ++i) walk_own(object.getArrayItem(i), depth);
      return;
    }
    if (!object.isDictionary() && !object.isStream()) return;
    auto dictionary = object.isStream() ? object.getDict() : object;
    for (const char* key : {"/Metadata", "/PieceInfo", "/LastModified"}) take_out(dictionary, key);
    // Of an attachment: when it was made and changed, and its sum.
    if (object.isStream()) take_out(dictionary, "/Params");
    if (object.isStream()) strip_photo(object);
    for (const auto& key : dictionary.getKeys()) walk_own(dictionary.getKey(key), depth);
  }

  /// Objects that lie in one another would be written out many times: together they hold no more
  /// than the file and what may be unpacked of it.
  void spend(QPDFObjectHandle object) {
    std::size_t holds = 0;
    if (object.isString()) holds = object.getStringValue().size();
    if (object.isStream()) {
      auto length = object.getDict().getKey("/Length");
      if (!length.isInteger() || length.getIntValue() < 0) throw std::runtime_error("no length");
      holds = static_cast<std::size_t>(length.getIntValue());
    }
    if (holds > left_) throw std::runtime_error("holds more than it is long");
    left_ -= holds;
  }

  /// What stands in a list of its own is gone through by itself.
  void walk_own(const QPDFObjectHandle& part, int depth) {
    if (!part.isIndirect()) walk(part, depth + 1);
  }

  void take_out(QPDFObjectHandle dictionary, const char* key) {
    if (!dictionary.hasKey(key)) return;
    dictionary.removeKey(key);
    removed_ = true;
  }

  /// A JPEG as it came from the camera, its Exif too, whatever it is packed in once more.
  void strip_photo(QPDFObjectHandle object) {
    const auto filters = filters_of(object.getDict());
    const auto photo = std::find_if(filters.begin(), filters.end(), is_photo);
    if (photo == filters.end()) return;
    const bool jpeg = *photo == "/DCTDecode" || *photo == "/DCT";
    if (!jpeg || photo + 1 != filters.end() || !std::all_of(filters.begin(), photo, is_opened)) {
      throw PackedPhoto();
    }
    auto parms = object.getDict().getKey("/DecodeParms");
    if (filters.size() > 1 && parms.isDictionary()) throw PackedPhoto();
    const auto count = static_cast<int>(filters.size());
    const bool listed = parms.isArray();
    if (listed && parms.getArrayNItems() != count) throw PackedPhoto();
    const auto made = stripped_jpeg(count > 1 ? opened(object, count - 1) : raw_of(object));
    if (!made) throw std::runtime_error("a broken photo");
    if (!made->removed) return;
    removed_ = true;
    object.replaceStreamData(made->bytes, QPDFObjectHandle::newName("/DCTDecode"),
                             listed ? parms.getArrayItem(count - 1) : parms);
  }

  /// Out of the first `count` of its packings.
  static std::string opened(QPDFObjectHandle object, int count) {
    auto filter = object.getDict().getKey("/Filter");
    auto parms = object.getDict().getKey("/DecodeParms");
    auto outer = QPDFObjectHandle::newArray(), outer_parms = QPDFObjectHandle::newArray();
    for (int i = 0; i < count; ++i) {
      outer.appendItem(QPDFObjectHandle::newName(filter.getArrayItem(i).getName()));
      auto own = parms.isArray() ? parms.getArrayItem(i) : QPDFObjectHandle::newNull();
      outer_parms.appendItem(QPDFObjectHandle::parse(own.unparseResolved()));
    }
    return unpacked(raw_of(object), outer, outer_parms);
  }

  static std::string raw_of(QPDFObjectHandle object) {
    const auto raw = object.getRawStreamData();
    return {reinterpret_cast<const char*>(raw->getBuffer()), raw->getSize()};
  }

  static std::vector<std::string> filters_of(QPDFObjectHandle dictionary) {
    auto filter = dictionary.getKey("/Filter");
    std::vector<std::string> names;
    if (filter.isName()) names.push_back(filter.getName());
    for (int i = 0; filter.isArray() && i < filter.getArrayNItems(); ++i) {
      auto one = filter.getArrayItem(i);
      if (!one.isName()) throw std::runtime_error("packed in what has no name");
      names.push_back(one.getName());
    }
    return names;
  }

  QPDF& pdf_;
  std::size_t left_;
  bool removed_ = false;
};

std::string written(QPDF& pdf) {
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setDecodeLevel(qpdf_dl_none);  // what is drawn stays as it is, byte for byte
  writer.setObjectStreamMode(qpdf_o_preserve);
  writer.setDeterministicID(true);  // the same file gives the same bytes
  writer.write();
  const auto buffer = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

}  // namespace

StripResult stripped_pdf(std::string_view bytes) {
  try {
    const PdfBudget budget;
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.setAttemptRecovery(false);
    pdf.processInputSource(checked_source(bytes));
    if (pdf.isEncrypted()) return Unstripped::locked;
    const bool removed = PdfStripper(pdf, bytes.size()).strip();
    auto out = written(pdf);
    if (pdf.anyWarnings()) return Unstripped::broken;
    return Stripped{std::move(out), removed};
  } catch (const PackedPhoto&) {
    return Unstripped::packed;
  } catch (const QPDFExc& problem) {
    return problem.getErrorCode() == qpdf_e_password ? Unstripped::locked : Unstripped::broken;
  } catch (const std::exception&) {
    // qpdf says so of whatever is not where a file says that it is.
    return Unstripped::broken;
  }
}

}  // namespace roundtable::media
