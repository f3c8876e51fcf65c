// Stored entries about files of the meeting, back to events.
#include "codec/entry_read.hpp"

namespace roundtable::codec {
namespace {

using namespace domain;

Event file_added(const StoredValue& e) {
  FileAdded out;
  read_id(e, "file", out.file);
  if (e.contains("item")) read_id(e, "item", out.item);
  out.title = text_of(e, "title");
  read_name(e, "media", media_from, out.media);
  out.bytes = number_of(e, "bytes");
  out.sha256 = text_of(e, "sha256");
  out.commitment = text_of(e, "sealed");
  return out;
}

Event file_withdrawn(const StoredValue& e) {
  FileWithdrawn out;
  read_id(e, "file", out.file);
  out.reason = text_of(e, "reason");
  return out;
}

}  // namespace

const PartReaders& file_readers() {
  static const PartReaders kReaders = {
      {"file_added", file_added},
      {"file_withdrawn", file_withdrawn},
  };
  return kReaders;
}

}  // namespace roundtable::codec
