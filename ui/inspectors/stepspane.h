// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QSplitter>

class QModelIndex;

namespace hd::ui {

class Explanations;
class StepDetail;
class StepList;
class StepModel;
class Theme;

/// What both parties did around a message, and the step that is selected (or at which the playhead stands) in full.
class StepsPane : public QSplitter
{
    Q_OBJECT
public:
    StepsPane(Session *session, Theme *theme, Explanations *texts, QWidget *parent = nullptr);

    void retranslate();
    void setMessage(std::optional<MessageId> message);
    void setPlayhead(Playhead at);
    bool holdsPlayhead() const; ///< whether what happened last is one of these steps
    void markSelection();

Q_SIGNALS:
    void described(const QString &subject);
    void derivationDescribed(hd::DerivationId derivation);

private:
    std::optional<int> stepRow() const;
    void pickStep(const QModelIndex &index);

    Session *m_session;
    StepModel *m_steps;
    StepList *m_list;
    StepDetail *m_detail;
    std::optional<MessageId> m_message;
};

} // namespace hd::ui
