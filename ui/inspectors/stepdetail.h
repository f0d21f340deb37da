// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QTextBrowser>

namespace hd::ui {

class Explanations;
class Theme;

/// One step in full: a derivation with its formula, inputs and value; a check with what it expected and found; a
/// decision with the table of all candidates.
class StepDetail : public QTextBrowser
{
    Q_OBJECT
public:
    StepDetail(Session *session, Theme *theme, Explanations *texts, QWidget *parent = nullptr);

    void setEvent(const Event &event);
    void clearDetail();

private:
    void render();
    QString html(const Event &event) const;
    QString derivation(DerivationId id) const;
    QString agreement(bool same, Side other) const;
    QString check(std::uint32_t index) const;
    QString decision(std::uint32_t index) const;
    QString omission(std::uint32_t index) const;
    QString state(std::uint32_t index) const;
    QString keys(std::uint32_t index) const;
    QString messageText(std::uint32_t index) const;

    QString title(const QString &text) const;
    QString heading(const QString &text) const;
    QString bytes(ByteView value) const;
    QString firstAndLast(ByteView value) const;
    QString inputs(const std::vector<Input> &all) const;
    QString origin(const Input &input) const;
    QString clause(const std::string &text) const;
    void follow(const QUrl &url);

    Session *m_session;
    Theme *m_theme;
    Explanations *m_texts;
    std::optional<Event> m_event;
};

} // namespace hd::ui
