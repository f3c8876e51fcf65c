#include "media/pdf_source.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <qpdf/Buffer.hh>
#include <qpdf/BufferInputSource.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFTokenizer.hh>
#include <qpdf/QUtil.hh>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "media/pdf_filters.hpp"

namespace roundtable::media {
namespace {

using Token = QPDFTokenizer::Token;

/// qpdf reads 128 bytes at a time and begins anew where it jumps: papers of small objects are read
/// about seven times over.
constexpr std::size_t kReadTimesMax = 64;
constexpr std::size_t kReadBytesFree = 1024 * 1024;

unsigned char* unchanged(std::string_view bytes) {
  return reinterpret_cast<unsigned char*>(const_cast<char*>(bytes.data()));
}

/// Reads as qpdf does, of bytes that outlive it.
class TokenReader {
 public:
  TokenReader(std::string_view bytes, std::size_t at)
      : buffer_(unchanged(bytes), bytes.size()),
        source_(std::make_shared<BufferInputSource>("a part", &buffer_)) {
    source_->seek(static_cast<qpdf_offset_t>(at), SEEK_SET);
    tokens_.allowEOF();
  }
  Token next() { return tokens_.readToken(source_, "a part", true); }
  /// Behind the last one.
  std::size_t at() const { return static_cast<std::size_t>(source_->tell()); }
  /// Where the last one began.
  std::size_t began() const { return static_cast<std::size_t>(source_->getLastOffset()); }

 private:
  Buffer buffer_;
  std::shared_ptr<InputSource> source_;
  QPDFTokenizer tokens_;
};

/// What stands in one piece: a number, a name, a string, a reference.
bool is_value(const Token& token) {
  const auto type = token.getType();
  if (type == QPDFTokenizer::tt_word) return token.isWord("R");
  return type == QPDFTokenizer::tt_integer || type == QPDFTokenizer::tt_real ||
         type == QPDFTokenizer::tt_name || type == QPDFTokenizer::tt_string ||
         type == QPDFTokenizer::tt_bool || type == QPDFTokenizer::tt_null;
}

/// That one whole object begins there and ends with these bytes at the latest.
void check_object(std::string_view until_next, std::size_t at) {
  TokenReader reader(until_next, at);
  std::string open;
  do {
    const auto token = reader.next();
    const auto type = token.getType();
    const bool array_ends = type == QPDFTokenizer::tt_array_close;
    if (array_ends || type == QPDFTokenizer::tt_dict_close) {
      if (open.empty() || open.back() != (array_ends ? '[' : '<'))
        throw std::runtime_error("ends what is not open");
      open.pop_back();
    } else if (type == QPDFTokenizer::tt_array_open) {
      open += '[';
    } else if (type == QPDFTokenizer::tt_dict_open) {
      open += '<';
    } else if (!is_value(token) || (open.empty() && token.isWord("R"))) {
      throw std::runtime_error("an object of a list is not whole");
    }
  } while (!open.empty());
}

/// A list begins with as many pairs of numbers as it has objects: which one, and where behind
/// `first` it begins.
void check_list(std::string_view list, long long count, long long first) {
  std::vector<std::size_t> starts;
  TokenReader head(list, 0);
  for (long long i = 0; i < count; ++i) {
    const auto number = head.next();
    const auto offset = head.next();
    if (!number.isInteger() || !offset.isInteger()) throw std::runtime_error("a list without end");
    const auto start = first + QUtil::string_to_int(offset.getValue().c_str());
    if (start < 0 || start > static_cast<long long>(list.size())) {
      throw std::runtime_error("a list that points behind itself");
    }
    starts.push_back(static_cast<std::size_t>(start));
  }
  std::sort(starts.begin(), starts.end());
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const auto end = i + 1 < starts.size() ? starts[i + 1] : list.size();
    check_object(list.substr(0, end), starts[i]);
  }
}

/// Of a stream that may be a list of objects: its dictionary, and where the word behind it ends.
struct ListHead {
  std::string_view dictionary;
  std::size_t end = 0;
};

/// Nothing where what begins there is no stream that says how many objects it has and where the
/// first is. Passes over what is out of place, as qpdf does.
std::optional<ListHead> list_head(std::string_view bytes, std::size_t at) {
  TokenReader reader(bytes, at);
  for (int i = 0; i < 3; ++i) reader.next();  // number, generation, obj
  if (reader.next().getType() != QPDFTokenizer::tt_dict_open) return std::nullopt;
  const auto start = reader.began();
  bool count = false, first = false;
  for (std::size_t open = 1; open > 0;) {
    const auto token = reader.next();
    if (token.getType() == QPDFTokenizer::tt_eof) return std::nullopt;
    if (token.getType() == QPDFTokenizer::tt_name && open == 1) {
      count = count || token.getValue() == "/N";
      first = first || token.getValue() == "/First";
    }
    if (token.getType() == QPDFTokenizer::tt_dict_open) ++open;
    if (token.getType() == QPDFTokenizer::tt_dict_close) --open;
  }
  const auto end = reader.at();
  if (!count || !first || !reader.next().isWord("stream")) return std::nullopt;
  return ListHead{bytes.substr(start, end - start), reader.at()};
}

long long number_of(QPDFObjectHandle dictionary, const char* key) {
  auto value = dictionary.getKey(key);
  // One that stands elsewhere would have to be read to read this.
  if (!value.isInteger()) throw std::runtime_error("a list that does not say how long it is");
  return value.getIntValue();
}

void check_list_at(std::string_view bytes, const ListHead& head) {
  QPDF aside;  // what the dictionary refers to is nothing there
  aside.setSuppressWarnings(true);
  aside.emptyPDF();
  auto dictionary = QPDFObjectHandle::parse(&aside, std::string(head.dictionary), "a list");
  if (aside.anyWarnings()) throw std::runtime_error("a list that is not built as one");
  const auto count = number_of(dictionary, "/N");
  const auto first = number_of(dictionary, "/First");
  const auto length = number_of(dictionary, "/Length");
  auto packed = bytes.substr(head.end);
  const auto line = packed.find_first_not_of('\r');
  if (line == packed.npos || line > 1 || packed[line] != '\n') {
    throw std::runtime_error("a list that does not begin on a line of its own");
  }
  packed.remove_prefix(line + 1);
  if (length < 0 || static_cast<std::uint64_t>(length) > packed.size()) {
    throw std::runtime_error("a list that is cut");
  }
  packed = packed.substr(0, static_cast<std::size_t>(length));
  const auto list =
      unpacked(packed, dictionary.getKey("/Filter"), dictionary.getKey("/DecodeParms"));
  check_list(list, count, first);
}

class CheckedSource : public BufferInputSource {
 public:
  CheckedSource(std::string_view bytes, std::unique_ptr<Buffer> held)
      : BufferInputSource("a file", held.get()),
        bytes_(bytes),
        buffer_(std::move(held)),
        left_(bytes.size() * kReadTimesMax + kReadBytesFree) {}

  size_t read(char* into, size_t length) override {
    const auto count = BufferInputSource::read(into, length);
    spend(count);
    return count;
  }

  /// Whatever qpdf reads, it goes to first.
  void seek(qpdf_offset_t offset, int whence) override {
    BufferInputSource::seek(offset, whence);
    const auto at = static_cast<std::size_t>(tell());
    if (at >= bytes_.size() || !begins_object(at) || !looked_at_.insert(at).second) return;
    const auto head = list_head(bytes_, at);
    if (head) spend(static_cast<std::size_t>(head->end) - at);
    if (head) check_list_at(bytes_, *head);
  }

 private:
  void spend(std::size_t count) {
    if (count > left_) throw std::runtime_error("is read too many times over");
    left_ -= count;
  }

  /// Behind white space and comments.
  std::size_t behind_blanks(std::size_t at) {
    const auto from = at;
    for (; at < bytes_.size(); ++at) {
      if (bytes_[at] == '%') at = std::min(bytes_.find_first_of("\r\n", at), bytes_.size() - 1);
      if (!QUtil::is_space(bytes_[at]) && bytes_[at] != '\0') break;
    }
    spend(at - from);
    return at;
  }

  std::size_t behind_number(std::size_t at) const {
    return std::min(bytes_.find_first_not_of("+-0123456789", at), bytes_.size());
  }

  bool begins_object(std::size_t at) {
    for (int i = 0; i < 2; ++i) {
      at = behind_blanks(at);
      const auto behind = behind_number(at);
      if (behind == at) return false;
      at = behind;
    }
    return bytes_.substr(behind_blanks(at), 3) == "obj";
  }

  std::string_view bytes_;
  std::unique_ptr<Buffer> buffer_;
  std::size_t left_;
  std::set<std::size_t> looked_at_;
};

}  // namespace

std::shared_ptr<InputSource> checked_source(std::string_view bytes) {
  return std::make_shared<CheckedSource>(bytes,
                                         std::make_unique<Buffer>(unchanged(bytes), bytes.size()));
}

}  // namespace roundtable::media
