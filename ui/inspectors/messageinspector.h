// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QWidget>

class QLabel;
class QStackedWidget;

namespace hd::ui {

class Explanations;
class FieldsPane;
class LayersPane;
class LinkRow;
class Segmented;
class StepsPane;
class Theme;

/// One message: its fields beside its bytes, as they went over the wire or decoded, linked both ways; what both
/// parties did around it, step by step; and the layers below it.
class MessageInspector : public QWidget
{
    Q_OBJECT
public:
    enum Mode { Wire, Decoded, Steps, Layers };

    MessageInspector(Session *session, Theme *theme, Explanations *texts, QWidget *parent = nullptr);

    Mode mode() const;
    void setMode(Mode mode); ///< as the user would
    std::optional<MessageId> message() const { return m_message; }

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeBody();
    void connectSession();
    void retranslate();
    void restyle();

    void adoptTrace();
    void adoptSelection();
    void showMessage(std::optional<MessageId> message);
    void showMode(Mode mode);
    static QString protectionText(const Trace &trace, MessageId message);
    void fillHead();
    void fitHead();
    std::optional<MessageId> messageOf(const Selection &selection) const;
    Mode modeFor(const Selection &selection) const;

    Session *m_session;
    Theme *m_theme;
    FieldsPane *m_fields;
    StepsPane *m_steps;
    LayersPane *m_layers;
    LinkRow *m_links;
    QLabel *m_title = nullptr;
    QLabel *m_protocol = nullptr;
    QLabel *m_direction = nullptr;
    QLabel *m_protection = nullptr;
    QLabel *m_error = nullptr;
    Segmented *m_modes = nullptr;
    QLabel *m_nothing = nullptr;       ///< instead of a message
    QStackedWidget *m_pages = nullptr; ///< nothing, fields, steps, layers

    std::optional<MessageId> m_message;
    Mode m_picked = Wire; ///< what the user asked for last
};

} // namespace hd::ui
