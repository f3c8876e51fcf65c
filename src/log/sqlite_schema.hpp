// Tables of log.db, oldest first. A released step is never changed.
//
//   entry(stream, version, header, payload, hash)   the log; outside checks rely on these names
//   content(sha256, bytes)                          named by payloads, stored once
//   sealed(commitment, salt, value)                 erasable; secure_delete
//   checkpoint(number, body, hash, signature)       one a commit
//   moved(number, stream, from, to)                 what a commit moved: versions (from, to]
//   answer(stream, actor, id, version)              which entry answered a command's id
//   due(stream, key, at, version)                   what is due and when, and which entry said so
//   erasure(commitment)                             withdrawn, and perhaps not erased yet
//   series(name, last)                              the last number taken of a series
//   reactor, reaction                               how far one has read, what became of its work
//   rebuild(part)                                   tables that old entries are not in yet
//
// All but the reactors' are written with their entries. `entry` has a rowid: commits then add to
// the end of one tree, whatever the streams, and touch no page for each stream.
#pragma once

#include "log/database.hpp"

namespace roundtable::log {

inline constexpr int kLogSchemaVersion = 4;

const Schema& log_schema();

}  // namespace roundtable::log
