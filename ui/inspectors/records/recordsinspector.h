// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QWidget>

class QFrame;
class QLabel;
class QSplitter;
class QStackedWidget;

namespace hd::ui {

class Explanations;
class LinkStrip;
class RecordBytes;
class RecordList;
class RecordListModel;
class RecordPicture;
class SealingText;
class Theme;

/// Every record that went over the wire, and one of them in full: drawn to scale, its bytes in clear beside those on
/// the wire, and how it was sealed. The one that is shown is the selected record, or the first that carries what is
/// selected.
class RecordsInspector : public QWidget
{
    Q_OBJECT
public:
    RecordsInspector(Session *session, Theme *theme, Explanations *texts, QWidget *parent = nullptr);

    std::optional<RecordId> record() const { return m_record; } ///< the one that is shown in full

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeNotice();
    QWidget *makeDetail();
    void connectViews();
    void restyle();
    void retranslate();

    void adoptTrace();
    void adoptPlayhead(Playhead to);
    void adoptSelection();
    void showRecord();
    void markParts();
    void fillNotice();
    void say(const QString &text, std::optional<Playhead> jump);
    void layOut();
    std::optional<RecordId> shownRecord() const;
    void pickPart(const QString &path, Range wire);
    void pickByte(std::uint32_t wire);

    Session *m_session;
    Theme *m_theme;
    RecordListModel *m_model;
    QLabel *m_title = nullptr;
    QLabel *m_count = nullptr;
    QLabel *m_suite = nullptr;
    QFrame *m_notice = nullptr; ///< while there is nothing to see
    QLabel *m_noticeText = nullptr;
    LinkStrip *m_jump = nullptr;
    QSplitter *m_splitter = nullptr; ///< the list above the record
    RecordList *m_list = nullptr;
    QStackedWidget *m_detail = nullptr; ///< a hint, or the record
    QLabel *m_hint = nullptr;
    RecordPicture *m_picture = nullptr;
    QSplitter *m_columns = nullptr; ///< the bytes beside the text
    RecordBytes *m_bytes = nullptr;
    SealingText *m_text = nullptr;
    std::optional<RecordId> m_record;
    bool m_layoutIsUsers = false;
};

} // namespace hd::ui
