#include "directory/mail_book.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include "directory/directory_file.hpp"

namespace roundtable::directory {
namespace {

constexpr const char* kAddressRow =
    "SELECT owner, email, lang, leave, asked_email, asked_lang, code, code_until, trouble "
    "FROM mail_address WHERE ";
constexpr const char* kLetterRow =
    "SELECT key, owner, kind, stream, version, about, made_at, given_up, tries, not_before, why "
    "FROM mail_letter WHERE ";

std::string text(SQLite::Statement& row, int column) {
  return row.getColumn(column).getString();
}

MailAddress read_address(SQLite::Statement& row) {
  return {text(row, 0), text(row, 1), text(row, 2), text(row, 3),
          text(row, 4), text(row, 5), text(row, 6), Time{row.getColumn(7).getInt64()},
          text(row, 8)};
}

MailLetter read_letter(SQLite::Statement& row) {
  MailLetter letter{text(row, 0), text(row, 1), text(row, 2), text(row, 3)};
  letter.version = static_cast<std::uint64_t>(row.getColumn(4).getInt64());
  letter.about = text(row, 5);
  letter.made_at = Time{row.getColumn(6).getInt64()};
  letter.given_up = row.getColumn(7).getInt() != 0;
  letter.tries = static_cast<std::uint64_t>(row.getColumn(8).getInt64());
  letter.not_before = Time{row.getColumn(9).getInt64()};
  letter.why = text(row, 10);
  return letter;
}

std::int64_t stored(std::uint64_t number) {
  return static_cast<std::int64_t>(number);
}

/// Twice is once.
void insert(SQLite::Database& database, const MailLetter& letter) {
  run(database, "INSERT OR IGNORE INTO mail_letter VALUES(?,?,?,?,?,?,?,?,?,?,?)", letter.key,
      letter.owner, letter.kind, letter.stream, stored(letter.version), letter.about,
      letter.made_at, letter.given_up, stored(letter.tries), letter.not_before, letter.why);
}

/// False where that was as often as may be.
bool count_asking(SQLite::Database& database, std::int64_t day, std::string_view who,
                  std::uint64_t most) {
  run(database, "INSERT OR IGNORE INTO mail_asked VALUES(?,?,0)", day, who);
  return run(database,
             "UPDATE mail_asked SET times = times + 1 WHERE day = ? AND who = ? AND times < ?", day,
             who, stored(most)) == 1;
}

class SqliteMailBook final : public MailBook {
 public:
  explicit SqliteMailBook(const std::string& directory) : file_(directory) {}

  std::optional<MailAddress> address(std::string_view owner) override {
    return file_.one(read_address, (std::string(kAddressRow) + "owner = ?").c_str(), owner);
  }
  std::optional<MailAddress> address_with_leave(std::string_view token) override {
    return file_.one(read_address, (std::string(kAddressRow) + "leave = ?").c_str(), token);
  }

  MailAsked ask(const MailAddress& asked, const MailLetter& letter, std::string_view email_mark,
                std::uint64_t a_day_max) override {
    const auto day = letter.made_at.micros / kMicrosPerDay;
    const bool kept = file_.write_or_not([&](SQLite::Database& database) {
      run(database, "DELETE FROM mail_asked WHERE day < ?", day);
      if (!count_asking(database, day, asked.owner, a_day_max)) return false;
      if (!count_asking(database, day, email_mark, a_day_max)) return false;
      run(database,
          "INSERT INTO mail_address VALUES(?,'','',?,?,?,?,?,0,'') ON CONFLICT(owner) DO UPDATE "
          "SET asked_email=excluded.asked_email, asked_lang=excluded.asked_lang, "
          "code=excluded.code, code_until=excluded.code_until, tries=0, trouble=''",
          asked.owner, asked.leave, asked.asked_email, asked.asked_lang, asked.code,
          asked.code_until);
      // A code that was asked for before and has not gone yet is worth nothing now.
      run(database, "DELETE FROM mail_letter WHERE owner = ? AND kind = ?", asked.owner,
          letter.kind);
      insert(database, letter);
      return true;
    });
    return kept ? MailAsked::ok : MailAsked::too_often;
  }

  MailConfirmed confirm(std::string_view owner, std::string_view code, Time at,
                        std::uint64_t tries_max) override {
    return file_.write([&](SQLite::Database& database) {
      const bool right =
          run(database,
              "UPDATE mail_address SET email = asked_email, lang = asked_lang, asked_email = '', "
              "code = '', trouble = '' WHERE owner = ? AND code = ? AND code <> '' AND "
              "code_until > ? AND tries < ?",
              owner, code, at, stored(tries_max)) == 1;
      if (right) return MailConfirmed::ok;
      run(database, "UPDATE mail_address SET tries = tries + 1 WHERE owner = ?", owner);
      return MailConfirmed::wrong;
    });
  }

  void remove(std::string_view owner) override {
    file_.write([&](SQLite::Database& database) { remove_mail(database, owner); });
    file_.purge();
  }

  std::vector<std::string> confirmed_owners() override {
    return file_.all([](SQLite::Statement& row) { return text(row, 0); },
                     "SELECT owner FROM mail_address WHERE email <> '' ORDER BY owner");
  }

  std::optional<MailPlace> place() override {
    return file_.one(
        [](SQLite::Statement& row) {
          return MailPlace{static_cast<std::uint64_t>(row.getColumn(0).getInt64()), text(row, 1)};
        },
        "SELECT number, hash FROM mail_place");
  }

  void take_up(const std::vector<MailLetter>& letters, const MailPlace& place) override {
    file_.write([&](SQLite::Database& database) {
      for (const auto& letter : letters) insert(database, letter);
      run(database, "DELETE FROM mail_place");
      run(database, "INSERT INTO mail_place VALUES(?,?)", stored(place.number), place.hash);
    });
  }

  std::vector<MailLetter> due(Time at, std::size_t limit) override {
    return file_.all(
        read_letter,
        (std::string(kLetterRow) + "given_up = 0 AND not_before <= ? ORDER BY not_before, rowid "
                                   "LIMIT ?")
            .c_str(),
        at, stored(limit));
  }
  std::optional<Time> next_due() override {
    const auto next =
        file_.one([](SQLite::Statement& row) { return time_or_nothing(row.getColumn(0)); },
                  "SELECT min(not_before) FROM mail_letter WHERE given_up = 0");
    return next.value_or(std::nullopt);
  }

  void done(const MailLetter& letter) override {
    file_.write([&](SQLite::Database& database) {
      run(database, "DELETE FROM mail_letter WHERE key = ?", letter.key);
    });
  }
  void keep(const MailLetter& letter) override {
    file_.write([&](SQLite::Database& database) {
      run(database,
          "UPDATE mail_letter SET given_up = ?, tries = ?, not_before = ?, why = ? WHERE key = ?",
          letter.given_up, stored(letter.tries), letter.not_before, letter.why, letter.key);
    });
  }
  void note_trouble(std::string_view owner, std::string_view why) override {
    file_.write([&](SQLite::Database& database) {
      run(database, "UPDATE mail_address SET trouble = ? WHERE owner = ? AND trouble <> ?", why,
          owner, why);
    });
  }
  void try_again(Time at) override {
    file_.write([&](SQLite::Database& database) {
      run(database,
          "UPDATE mail_letter SET given_up = 0, tries = 0, not_before = ? WHERE given_up = 1", at);
    });
  }
  std::vector<MailLetter> unfinished(std::size_t limit) override {
    return file_.all(
        read_letter,
        (std::string(kLetterRow) + "1 ORDER BY given_up DESC, not_before LIMIT ?").c_str(),
        stored(limit));
  }
  std::size_t count(bool given_up) override {
    const auto found = file_.one([](SQLite::Statement& row) { return row.getColumn(0).getInt64(); },
                                 "SELECT count(*) FROM mail_letter WHERE given_up = ?", given_up);
    return static_cast<std::size_t>(found.value_or(0));
  }

 private:
  DirectoryFile file_;
};

}  // namespace

std::unique_ptr<MailBook> open_mail_book(const std::string& directory) {
  return std::make_unique<SqliteMailBook>(directory);
}

}  // namespace roundtable::directory
