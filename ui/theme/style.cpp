// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/style.h"

#include <QIcon>

namespace hd::ui {

Style::Style() : QProxyStyle(QStringLiteral("fusion")) {}

// Each menu bar asks for the icon of a button that few ever see, and reading that picture makes Qt load all its plugins
// for image formats before the first frame. The style sheet gives the button its icon once it is shown.
QIcon Style::standardIcon(StandardPixmap icon, const QStyleOption *option, const QWidget *widget) const
{
    return icon == SP_ToolBarHorizontalExtensionButton ? QIcon() : QProxyStyle::standardIcon(icon, option, widget);
}

} // namespace hd::ui
