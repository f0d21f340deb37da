// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"
#include "text/language.h"
#include "theme/theme.h"

#include <QComboBox>

namespace hd::ui {

/// "01 **Classic 13 messages** · TLS 1.2 DHE_RSA · mutual": the open scenario, and a list of all of them.
class ScenarioPicker : public QComboBox
{
    Q_OBJECT
public:
    static constexpr int usualWidth = 368; ///< px at 1x

    ScenarioPicker(const Language *language, const Theme *theme, QWidget *parent = nullptr);

    /// Shows the scenario of that name; with a name that is not in the list (a file of the user's), @p title alone.
    void showScenario(const QString &name, const LocalText &title);

Q_SIGNALS:
    void picked(const QString &name);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void retranslate();

    const Language *m_language;
    const Theme *m_theme;
    LocalText m_foreignTitle;
};

} // namespace hd::ui
