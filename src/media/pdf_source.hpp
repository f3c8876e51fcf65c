// The bytes of a PDF as qpdf reads them, with a bound on the work. qpdf reads what a file says
// stands at a place, as often as the file says so: a thousand objects may begin inside one another,
// and each is read to its end. So what is read is counted, and a list of objects (ISO 32000-1,
// 7.5.7) is gone through once, before qpdf does: no two objects of it may share a byte. Internal to
// `media`.
#pragma once

#include <memory>
#include <string_view>

class InputSource;

namespace roundtable::media {

/// Of bytes that outlive it. Reading from it throws where a list is not built so, or where more is
/// read than any file of this length needs.
std::shared_ptr<InputSource> checked_source(std::string_view bytes);

}  // namespace roundtable::media
