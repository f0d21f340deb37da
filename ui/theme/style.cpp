// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/style.h"

#include <QIcon>

namespace hd::ui {

Style::Style() : QProxyStyle(QStringLiteral("fusion")) {}

// Each menu bar asks for the icon of a button that few ever see, and each pane for those of a title bar that ours
// stands in for; both would be read before the first frame. The style sheet gives the button its icon once it is shown.
QIcon Style::standardIcon(StandardPixmap icon, const QStyleOption *option, const QWidget *widget) const
{
    const bool unseen = icon == SP_ToolBarHorizontalExtensionButton || icon == SP_TitleBarCloseButton ||
                        icon == SP_TitleBarNormalButton;
    return unseen ? QIcon() : QProxyStyle::standardIcon(icon, option, widget);
}

} // namespace hd::ui
