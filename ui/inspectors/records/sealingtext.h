// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recordlistmodel.h"
#include "session/session.h"

#include <QTextBrowser>
#include <QTextCursor>

namespace hd::ui {

class Explanations;
class Theme;

/// What a record carries, what its receiver said to it, and how it was sealed: step by step, with the formula of each,
/// the values as they were recorded and the keys, as links.
class SealingText : public QTextBrowser
{
    Q_OBJECT
public:
    SealingText(Session *session, Theme *theme, Explanations *texts, QWidget *parent = nullptr);

    void setRecord(RecordDetail record);
    void clearRecord();
    void mark(const QString &path); ///< the part that is selected
    void retranslate();

private:
    void restyle();
    void render();
    void findRows();
    const Record &record() const { return (*m_session->trace())[m_detail->id]; }
    QString html() const;
    QString carries() const;
    QString verdict() const;
    QString unknown() const;
    QString stepHtml(const SealingStep &step, std::size_t number) const;
    QString sentence(const SealingStep &step) const;
    QString orderText(SealingOrder order) const;
    QString values(const SealingStep &step) const;
    QString value(const RecordPart &part) const;
    QString rest() const;
    QString keyLinks(const SealingStep &step) const;
    void follow(const QUrl &url);

    Session *m_session;
    Theme *m_theme;
    Explanations *m_texts;
    std::optional<RecordDetail> m_detail;
    QString m_html; ///< that is laid out
    QString m_path;
    std::vector<std::pair<QString, QTextCursor>> m_rows; ///< by path of a part
};

} // namespace hd::ui
