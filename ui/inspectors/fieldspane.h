// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/wireimage.h"
#include "session/session.h"

#include <QSplitter>

class QModelIndex;

namespace hd::ui {

class FieldModel;
class FieldTreeView;
class HexView;
class StructureStrip;
class Theme;

/// The fields of a message beside its bytes. What is selected in the session is marked in both, and what is picked in
/// either is selected in the session.
class FieldsPane : public QSplitter
{
    Q_OBJECT
public:
    FieldsPane(Session *session, Theme *theme, QWidget *parent = nullptr);

    void retranslate();
    void setMessage(std::optional<MessageId> message);
    void setView(WireImage::View view);
    void markSelection();

Q_SIGNALS:
    /// What markSelection() has marked: @p range among the bytes that are shown, and the field, where it is one.
    void described(const QString &name, hd::Range range, const std::optional<hd::FieldRef> &field);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void layOut();
    void connectViews();
    void fillBytes();
    void markBytes(const QModelIndex &field);
    void markHover();
    QModelIndex indexOf(const Selection &selection) const;

    void pickField(const QModelIndex &index);
    void pickByte(std::uint32_t offset);
    void pickRange(Range range);
    Selection selectionOf(const QModelIndex &index) const;
    QModelIndex fieldAt(std::uint32_t offset) const; ///< the deepest field of a byte that is shown

    Session *m_session;
    Theme *m_theme;
    FieldModel *m_fields;
    FieldTreeView *m_tree;
    StructureStrip *m_strip;
    HexView *m_hex;
    std::optional<MessageId> m_message;
    WireImage::View m_view = WireImage::View::Wire;
    WireImage m_image;
    bool m_layoutIsUsers = false;
};

} // namespace hd::ui
