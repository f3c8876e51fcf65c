#include "log/sqlite_writing.hpp"

#include <sqlite3.h>

#include <utility>

#include "log/batch.hpp"
#include "log/sqlite_rows.hpp"

namespace roundtable::log {
namespace {

void insert_entry(WriterConnection& connection, const Entry& entry) {
  bind_text(connection.entry, 1, entry.stream);
  bind_number(connection.entry, 2, entry.version);
  bind_text(connection.entry, 3, entry.header);
  bind_text(connection.entry, 4, entry.payload);
  bind_text(connection.entry, 5, entry.hash);
  run(connection.entry);
  const std::string actor(actor_of(entry));
  const std::string id(command_id_of(entry));
  bind_text(connection.answer, 1, entry.stream);
  bind_text(connection.answer, 2, actor);
  bind_text(connection.answer, 3, id);
  bind_number(connection.answer, 4, entry.version);
  run(connection.answer);
}

void insert_sealed(WriterConnection& connection, const Sealed& sealed) {
  bind_text(connection.sealed, 1, sealed.commitment);
  bind_bytes(connection.sealed, 2, sealed.salt);
  bind_bytes(connection.sealed, 3, sealed.value);
  run(connection.sealed);
}

void insert_due(WriterConnection& connection, const std::string& stream, const DueChange& change) {
  auto& row = change.at ? connection.due : connection.not_due;
  bind_text(row, 1, stream);
  bind_text(row, 2, change.key);
  if (change.at) row.bind(3, change.at->micros);
  run(row);
}

}  // namespace

WriterConnection::WriterConnection(std::unique_ptr<SQLite::Database> opened)
    : database(std::move(opened)) {
  sqlite3_wal_hook(
      database->getHandle(),
      [](void* self, sqlite3*, const char*, int pages) {
        static_cast<WriterConnection*>(self)->wal_pages = pages;
        return SQLITE_OK;
      },
      this);
}

void run(SQLite::Statement& statement) {
  statement.exec();
  statement.reset();
}

std::optional<Checkpoint> read_newest(WriterConnection& connection) {
  std::optional<Checkpoint> newest;
  if (connection.newest.executeStep()) newest = checkpoint_in(connection.newest);
  connection.newest.reset();
  return newest;
}

Touched read_touched(WriterConnection& connection, const Wanted& wanted) {
  Touched touched;
  for (const auto& stream : wanted.streams) {
    const std::string name(stream);
    bind_text(connection.head, 1, name);
    if (connection.head.executeStep()) {
      touched.heads[name] = {name, number_in(connection.head, 0),
                             connection.head.getColumn(1).getString()};
    }
    connection.head.reset();
  }
  for (const auto& series : wanted.series) {
    const std::string name(series);
    bind_text(connection.last_number, 1, name);
    if (connection.last_number.executeStep()) {
      touched.taken[name] = number_in(connection.last_number, 0);
    }
    connection.last_number.reset();
  }
  touched.newest = read_newest(connection);
  return touched;
}

void insert(WriterConnection& connection, const Batch& batch) {
  for (const auto& entry : batch.entries) insert_entry(connection, entry);
  for (const auto& content : batch.content) {
    bind_text(connection.content, 1, content.sha256);
    bind_bytes(connection.content, 2, content.bytes);
    run(connection.content);
  }
  for (const auto& sealed : batch.sealed) insert_sealed(connection, sealed);
  for (const auto& file : batch.files) insert_sealed(connection, *file);
  for (const auto& change : batch.due) insert_due(connection, batch.stream, change);
  for (const auto& commitment : batch.withdrawn) {
    bind_text(connection.withdraw, 1, commitment);
    run(connection.withdraw);
  }
  for (const auto& number : batch.numbers) {
    bind_text(connection.number, 1, number.series);
    bind_number(connection.number, 2, number.number);
    run(connection.number);
  }
}

void insert(WriterConnection& connection, const Due& due) {
  insert_due(connection, due.stream, {due.key, due.at});
}

void insert(WriterConnection& connection, const Moved& moved) {
  bind_number(connection.moved, 1, moved.number);
  bind_text(connection.moved, 2, moved.stream);
  bind_number(connection.moved, 3, moved.from);
  bind_number(connection.moved, 4, moved.to);
  run(connection.moved);
}

void insert(WriterConnection& connection, const Checkpoint& checkpoint) {
  bind_number(connection.checkpoint, 1, checkpoint.number);
  bind_text(connection.checkpoint, 2, checkpoint.body);
  bind_text(connection.checkpoint, 3, checkpoint.hash);
  bind_text(connection.checkpoint, 4, checkpoint.signature);
  run(connection.checkpoint);
}

}  // namespace roundtable::log
