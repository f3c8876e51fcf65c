// How much a PDF may hold once it is unpacked. To find its objects qpdf unpacks lists of them, and
// ten megabytes of zeros in a zip are ten gigabytes: so it unpacks through a filter of ours, which
// counts. Internal to `media`; one file at a time on each thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

class QPDFObjectHandle;

namespace roundtable::media {

/// Of all lists of objects of one file together, and as much again of what is looked at on the way:
/// the lists before qpdf reads them, and photos that are packed twice. A tagged report of 10 MB has
/// about 3 MB of them.
inline constexpr std::size_t kPdfUnpackedBytesMax = 16 * 1024 * 1024;

/// While one stands, what is unpacked on this thread counts against a budget of its own.
class PdfBudget {
 public:
  PdfBudget();
  ~PdfBudget();
  PdfBudget(const PdfBudget&) = delete;
  PdfBudget& operator=(const PdfBudget&) = delete;
};

/// What a stream holds, by its own `/Filter` and `/DecodeParms`, which refer to nothing elsewhere.
/// Throws where it is not packed so, or in a way that is not unpacked here.
std::string unpacked(std::string_view packed, QPDFObjectHandle filter, QPDFObjectHandle parms);

}  // namespace roundtable::media
