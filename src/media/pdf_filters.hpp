// How much a PDF may hold once it is unpacked. To find its objects qpdf unpacks lists of them, and
// ten megabytes of zeros in a zip are ten gigabytes: so it unpacks through a filter of ours, which
// counts. Internal to `media`; one file at a time on each thread.
#pragma once

#include <cstddef>

namespace roundtable::media {

/// Of all lists of objects of one file together. A tagged report of 10 MB has about 3 MB of them.
inline constexpr std::size_t kPdfUnpackedBytesMax = 16 * 1024 * 1024;

/// While one stands, what is unpacked on this thread counts against a budget of its own.
class PdfBudget {
 public:
  PdfBudget();
  ~PdfBudget();
  PdfBudget(const PdfBudget&) = delete;
  PdfBudget& operator=(const PdfBudget&) = delete;
};

}  // namespace roundtable::media
