// ListReader: the lists, read from the file. A statement of its own for each question, a connection
// for each question under way. Safe from any thread.
#pragma once

#include "readmodel/model_file.hpp"
#include "views/lists.hpp"

namespace roundtable::readmodel {

class ListReader final : public views::Lists {
 public:
  /// Nothing is opened before the first question. `file` must outlive it.
  explicit ListReader(ModelFile& file);
  ~ListReader() override;

  std::optional<views::ListedMeeting> meeting(const MeetingId& id) const override;
  std::optional<views::ListedRecord> record(const RecordId& id) const override;
  std::vector<views::ListedMeeting> on_grid(const GridId& grid) const override;
  std::vector<views::ListedMeeting> of_roll(const RollId& roll) const override;
  std::vector<views::ListedMeeting> below(const std::vector<GridId>& grids) const override;
  bool has_demonstration() const override;
  views::ListedWithin within(const GridId& grid, const views::PartsAsked& asked) const override;
  std::map<IssueId, std::vector<views::ListedMeeting>> taking_up(
      const std::vector<IssueId>& issues) const override;
  std::vector<std::string> record_numbers(const GridId& grid) const override;
  std::vector<domain::Issue> issues(const views::IssuesAsked& asked) const override;

 private:
  class Connection;
  template <class Ask>
  auto ask(Ask question) const;

  ModelFile& file_;
  mutable Pool<Connection> pool_;
};

}  // namespace roundtable::readmodel
