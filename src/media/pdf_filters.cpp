#include "media/pdf_filters.hpp"

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <qpdf/Pl_Flate.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFStreamFilter.hh>
#include <stdexcept>
#include <string>

namespace roundtable::media {
namespace {

/// Of what qpdf unpacks of itself, and of what is unpacked here before or beside it.
thread_local std::size_t unpacked_left = 0, looked_at_left = 0;
thread_local std::size_t* charged = &unpacked_left;

/// Counts what comes through, and ends the reading where it is too much.
class CountedPipe : public Pipeline {
 public:
  explicit CountedPipe(Pipeline* into) : Pipeline("counted", into) {}
  static void charge(std::size_t count) {
    if (count > *charged) throw std::runtime_error("unpacks to more than a file may");
    *charged -= count;
  }
  void write(unsigned char const* data, size_t len) override {
    charge(len);
    getNext()->write(data, len);
  }
  void finish() override { getNext()->finish(); }
};

/// Rows of a table of objects, each written as what differs from the one above (PNG's predictors,
/// ISO 32000-1, 7.4.4.4).
class RowsPipe : public Pipeline {
 public:
  RowsPipe(Pipeline* into, std::size_t row_bytes, std::size_t pixel_bytes)
      : Pipeline("rows", into), above_(row_bytes, '\0'), pixel_(pixel_bytes) {}
  void write(unsigned char const* data, size_t len) override {
    for (std::size_t i = 0; i < len; ++i) {
      row_ += static_cast<char>(data[i]);
      if (row_.size() == above_.size() + 1) pass_on();
    }
  }
  void finish() override {
    if (row_.size() > 1) pass_on();
    getNext()->finish();
  }

 private:
  static int paeth(int left, int up, int corner) {
    const int guess = left + up - corner;
    const int to_left = std::abs(guess - left);
    const int to_up = std::abs(guess - up);
    const int to_corner = std::abs(guess - corner);
    if (to_left <= to_up && to_left <= to_corner) return left;
    return to_up <= to_corner ? up : corner;
  }

  int added(int kind, std::size_t i, const std::string& row) const {
    const auto value = [](const std::string& of, std::size_t at) {
      return static_cast<int>(static_cast<unsigned char>(of[at]));
    };
    const int left = i < pixel_ ? 0 : value(row, i - pixel_);
    const int up = value(above_, i);
    if (kind == 1) return left;
    if (kind == 2) return up;
    if (kind == 3) return (left + up) / 2;
    if (kind == 4) return paeth(left, up, i < pixel_ ? 0 : value(above_, i - pixel_));
    return 0;
  }

  void pass_on() {
    const int kind = static_cast<unsigned char>(row_.front());
    std::string row = row_.substr(1);
    for (std::size_t i = 0; i < row.size(); ++i) {
      row[i] = static_cast<char>(static_cast<unsigned char>(row[i]) + added(kind, i, row));
    }
    getNext()->write(reinterpret_cast<unsigned char const*>(row.data()), row.size());
    row.resize(above_.size(), '\0');
    above_ = std::move(row);
    row_.clear();
  }

  std::string row_;  // begins with its kind
  std::string above_;
  std::size_t pixel_;
};

/// What FlateDecode is here, for lists of objects: no other predictor is seen in them.
class CountedFlate : public QPDFStreamFilter {
 public:
  bool setDecodeParms(QPDFObjectHandle parms) override {
    if (parms.isNull()) return true;
    if (!parms.isDictionary()) return false;
    const int predictor = number(parms, "/Predictor", 1);
    if (predictor == 1) return true;
    if (predictor < 10 || predictor > 15) return false;
    const auto columns = in_range(parms, "/Columns", 1, 1'000'000);
    const auto colours = in_range(parms, "/Colors", 1, 32);
    const auto bits = in_range(parms, "/BitsPerComponent", 8, 16);
    if (columns == 0 || colours == 0 || bits == 0) return false;
    row_bytes_ = (columns * colours * bits + 7) / 8;
    pixel_bytes_ = (colours * bits + 7) / 8;
    return true;
  }

  Pipeline* getDecodePipeline(Pipeline* next) override {
    if (row_bytes_ > 0) {
      rows_ = std::make_unique<RowsPipe>(next, row_bytes_, pixel_bytes_);
      next = rows_.get();
    }
    counted_ = std::make_unique<CountedPipe>(next);
    inflate_ = std::make_unique<Pl_Flate>("inflate", counted_.get(), Pl_Flate::a_inflate);
    return inflate_.get();
  }

 private:
  static int number(QPDFObjectHandle parms, const char* key, int otherwise) {
    auto value = parms.getKey(key);
    if (value.isNull()) return otherwise;
    int out = 0;
    return value.getValueAsInt(out) ? out : 0;
  }
  /// 0 where it is not.
  static std::size_t in_range(QPDFObjectHandle parms, const char* key, int otherwise, int max) {
    const int value = number(parms, key, otherwise);
    return value < 1 || value > max ? 0 : static_cast<std::size_t>(value);
  }

  std::size_t row_bytes_ = 0, pixel_bytes_ = 0;
  std::unique_ptr<RowsPipe> rows_;
  std::unique_ptr<CountedPipe> counted_;
  std::unique_ptr<Pl_Flate> inflate_;
};

/// While one stands, what is unpacked is charged to who looks.
class Looking {
 public:
  Looking() { charged = &looked_at_left; }
  ~Looking() { charged = &unpacked_left; }
  Looking(const Looking&) = delete;
  Looking& operator=(const Looking&) = delete;
};

/// Other packings hold no lists of objects that any program writes; what is drawn from them is
/// never unpacked here.
class NotUnpacked : public QPDFStreamFilter {
 public:
  bool setDecodeParms(QPDFObjectHandle) override { return false; }
  Pipeline* getDecodePipeline(Pipeline* next) override { return next; }
};

void register_filters() {
  QPDF::registerStreamFilter("/FlateDecode", [] { return std::make_shared<CountedFlate>(); });
  for (const char* name : {"/LZWDecode", "/RunLengthDecode", "/DCTDecode"}) {
    QPDF::registerStreamFilter(name, [] { return std::make_shared<NotUnpacked>(); });
  }
}

}  // namespace

PdfBudget::PdfBudget() {
  static std::once_flag once;
  std::call_once(once, register_filters);
  unpacked_left = looked_at_left = kPdfUnpackedBytesMax;
}

PdfBudget::~PdfBudget() {
  unpacked_left = looked_at_left = 0;
}

std::string unpacked(std::string_view packed, QPDFObjectHandle filter, QPDFObjectHandle parms) {
  const Looking looking;
  if (filter.isNull()) CountedPipe::charge(packed.size());
  QPDF aside;
  aside.setSuppressWarnings(true);
  aside.emptyPDF();
  auto stream = aside.newStream(std::string(packed));
  // Written and read, as parts of another paper may not stand in this one.
  stream.getDict().replaceKey("/Filter", QPDFObjectHandle::parse(filter.unparse()));
  stream.getDict().replaceKey("/DecodeParms", QPDFObjectHandle::parse(parms.unparse()));
  const auto out = stream.getStreamData(qpdf_dl_specialized);
  if (aside.anyWarnings()) throw std::runtime_error("is not packed as it says");
  return {reinterpret_cast<const char*>(out->getBuffer()), out->getSize()};
}

}  // namespace roundtable::media
