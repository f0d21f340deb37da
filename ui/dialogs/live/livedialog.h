// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/liveplan.h"
#include "theme/theme.h"

#include <QDialog>

#include <map>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace hd::ui {

class Notice;

/// What the dialogs of both sides have in common: a form whose answers are the words of `hellodone connect` or
/// `hellodone serve`, the seldom needed part of it folded away, and what is wrong said in place.
class LiveDialog : public QDialog
{
    Q_OBJECT
public:
    LiveDialog(Side side, crypto::Context *context, const Theme *theme, QWidget *parent);

    /// The answers; also what is to be remembered.
    virtual std::vector<std::string> words() const = 0;
    /// After accept(): what was asked for.
    std::unique_ptr<LivePlan> takePlan() { return std::move(m_plan); }

    void accept() override;

protected:
    void showEvent(QShowEvent *event) override;
    /// Fills the form from words that were remembered. What nobody understands any more is left out.
    void fill(const QStringList &words);
    virtual void adopt(const party::Arguments &arguments) = 0;
    /// Once the answers are understood: whether to go on, or whether there is something else to be asked first.
    virtual bool confirmed() { return true; }

    QLineEdit *addLine(QFormLayout *form, const QString &label, const char *option, const QString &placeholder = {});
    QComboBox *addChoice(QFormLayout *form, const QString &label, const QList<std::pair<QString, QString>> &items);
    QLineEdit *addFile(QFormLayout *form, const QString &label, const char *option);
    void addVersions(QFormLayout *form);
    void addCommon(QFormLayout *form); ///< suites, groups, ALPN, the time limit
    QLabel *addNote(QFormLayout *form, const QString &text);
    QPushButton *finish(const QString &go); ///< the last thing to be added

    void adoptCommon(const party::Arguments &arguments);
    void sayCommon(std::vector<std::string> &words) const;
    static void say(std::vector<std::string> &words, const char *option, const QString &value);
    static void setRowShown(QWidget *field, bool shown);
    void showError(const Error &error);

    const Side m_side;
    const Theme *m_theme;
    QFormLayout *m_main;
    QFormLayout *m_more;
    QWidget *m_page; ///< the form

private:
    void unfold(bool open);

    crypto::Context *m_context;
    std::unique_ptr<LivePlan> m_plan;
    QToolButton *m_fold;
    QWidget *m_folded;
    Notice *m_error;
    std::map<std::string, QWidget *> m_fields; ///< by the option that they stand for
    std::vector<std::pair<std::string, QCheckBox *>> m_versions;
    QLineEdit *m_suites = nullptr;
    QLineEdit *m_groups = nullptr;
    QLineEdit *m_alpn = nullptr;
    QLineEdit *m_timeout = nullptr;
};

} // namespace hd::ui
