// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/live/livedialog.h"

#include "dialogs/live/livewords.h"
#include "dialogs/notice.h"
#include "theme/focusring.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace hd::ui {

static constexpr int controlHeight = 32;

static QFormLayout *formIn(QWidget *parent, const Theme *theme)
{
    auto *form = new QFormLayout(parent);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(theme->px(16));
    form->setVerticalSpacing(theme->px(8));
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    return form;
}

LiveDialog::LiveDialog(Side side, crypto::Context *context, const Theme *theme, QWidget *parent)
    : QDialog(parent), m_side(side), m_theme(theme), m_context(context)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, theme->px(16));
    auto *area = new QScrollArea(this); // with everything unfolded it is higher than some screens
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_page = new QWidget(area);
    auto *page = new QVBoxLayout(m_page);
    page->setContentsMargins(theme->px(24), theme->px(24), theme->px(24), theme->px(8));
    page->setSpacing(theme->px(12));
    auto *main = new QWidget(m_page);
    m_main = formIn(main, theme);
    m_fold = new QToolButton(m_page);
    m_folded = new QWidget(m_page);
    m_more = formIn(m_folded, theme);
    m_fold->setText(tr("More options"));
    m_fold->setObjectName(QStringLiteral("more"));
    m_fold->setCheckable(true);
    m_fold->setArrowType(Qt::RightArrow);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setMinimumHeight(theme->px(controlHeight));
    connect(m_fold, &QToolButton::toggled, this, &LiveDialog::unfold);
    m_error = new Notice(theme, this);
    page->addWidget(main);
    page->addWidget(m_fold, 0, Qt::AlignLeft);
    page->addWidget(m_folded);
    page->addStretch(1);
    area->setWidget(m_page);
    area->setAccessibleName(tr("Options"));
    column->addWidget(area, 1);
    column->addWidget(m_error);
    m_folded->hide();
}

QPushButton *LiveDialog::finish(const QString &go)
{
    auto *buttons = new QDialogButtonBox(this);
    buttons->setContentsMargins(m_theme->px(24), m_theme->px(8), m_theme->px(24), 0);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    QPushButton *accepts = buttons->addButton(go, QDialogButtonBox::AcceptRole);
    accepts->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout()->addWidget(buttons);
    new FocusRing(this, m_theme);
    unfold(false);
    return accepts;
}

void LiveDialog::unfold(bool open)
{
    m_folded->setVisible(open);
    m_fold->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    m_page->layout()->activate();
    const int width = std::max(m_theme->px(560), m_page->minimumSizeHint().width());
    const int form = m_page->layout()->hasHeightForWidth() ? m_page->layout()->totalHeightForWidth(width)
                                                           : m_page->sizeHint().height();
    const int others = layout()->sizeHint().height() - layout()->itemAt(0)->sizeHint().height();
    resize(std::min(width, 1280), std::min(form + others + m_theme->px(8), 760));
}

/// As high as the rows that are there now.
void LiveDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    unfold(m_fold->isChecked());
}

// Rows ----------------------------------------------------------------------------------------------------------------

QLineEdit *LiveDialog::addLine(QFormLayout *form, const QString &label, const char *option, const QString &placeholder)
{
    auto *line = new QLineEdit(form->parentWidget());
    line->setMinimumHeight(m_theme->px(controlHeight));
    line->setPlaceholderText(placeholder);
    form->addRow(label, line);
    m_fields[option] = line;
    return line;
}

QComboBox *LiveDialog::addChoice(QFormLayout *form, const QString &label,
                                 const QList<std::pair<QString, QString>> &items)
{
    auto *box = new QComboBox(form->parentWidget());
    box->setMinimumHeight(m_theme->px(controlHeight));
    for (const auto &[text, value] : items)
        box->addItem(text, value);
    form->addRow(label, box);
    return box;
}

QLineEdit *LiveDialog::addFile(QFormLayout *form, const QString &label, const char *option)
{
    auto *row = new QWidget(form->parentWidget());
    auto *both = new QHBoxLayout(row);
    both->setContentsMargins(0, 0, 0, 0);
    auto *line = new QLineEdit(row);
    line->setMinimumHeight(m_theme->px(controlHeight));
    line->setAccessibleName(label);
    auto *choose = new QPushButton(tr("Choose…"), row);
    choose->setAccessibleName(tr("Choose a file: %1").arg(label));
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, [this, line, label] {
        const QString name = QFileDialog::getOpenFileName(this, label, line->text(),
                                                          tr("PEM (*.pem *.crt *.cer *.key);;"
                                                             "All files (*)"));
        if (!name.isEmpty())
            line->setText(name);
    });
    both->addWidget(line, 1);
    both->addWidget(choose);
    form->addRow(label, row);
    m_fields[option] = line;
    return line;
}

void LiveDialog::addVersions(QFormLayout *form)
{
    auto *row = new QWidget(form->parentWidget());
    auto *boxes = new QHBoxLayout(row);
    boxes->setContentsMargins(0, 0, 0, 0);
    boxes->setSpacing(m_theme->px(12));
    static constexpr std::pair<const char *, Version> versions[] = {
        {"ssl3", ssl30}, {"tls1.0", tls10}, {"tls1.1", tls11}, {"tls1.2", tls12}, {"tls1.3", tls13}};
    for (const auto &[word, version] : versions) {
        auto *box = new QCheckBox(QString::fromStdString(names::version(version)), row);
        box->setMinimumHeight(m_theme->px(controlHeight));
        box->setChecked(version == tls12 || version == tls13);
        boxes->addWidget(box);
        m_versions.emplace_back(word, box);
    }
    boxes->addStretch(1);
    form->addRow(tr("Versions"), row);
    m_fields["--versions"] = m_versions.front().second;
}

void LiveDialog::addCommon(QFormLayout *form)
{
    addVersions(form);
    m_suites = addLine(form, tr("Cipher suites"), "--suites", tr("the usual ones; or names, with commas between"));
    m_groups = addLine(form, tr("Groups"), "--groups", tr("the usual ones, such as x25519,secp256r1"));
    m_alpn = addLine(form, tr("ALPN"), "--alpn", tr("none; or such as h2,http/1.1"));
    m_timeout = addLine(form, tr("Time limit (s)"), "--timeout", QStringLiteral("30"));
}

QLabel *LiveDialog::addNote(QFormLayout *form, const QString &text)
{
    auto *note = new QLabel(text, form->parentWidget());
    note->setTextFormat(Qt::PlainText);
    note->setWordWrap(true);
    QPalette palette = note->palette();
    palette.setColor(QPalette::WindowText, m_theme->colors().text2);
    note->setPalette(palette);
    form->addRow(note);
    return note;
}

void LiveDialog::setRowShown(QWidget *field, bool shown)
{
    QWidget *cell = field;
    auto *form = qobject_cast<QFormLayout *>(cell->parentWidget()->layout());
    if (!form) { // beside a button
        cell = cell->parentWidget();
        form = qobject_cast<QFormLayout *>(cell->parentWidget()->layout());
    }
    form->setRowVisible(cell, shown);
}

// Words ---------------------------------------------------------------------------------------------------------------

void LiveDialog::say(std::vector<std::string> &words, const char *option, const QString &value)
{
    if (!value.trimmed().isEmpty())
        words.push_back(option + std::string("=") + value.trimmed().toStdString());
}

void LiveDialog::sayCommon(std::vector<std::string> &words) const
{
    QStringList versions;
    for (const auto &[word, box] : m_versions)
        if (box->isChecked())
            versions << QString::fromStdString(word);
    if (versions != QStringList{QStringLiteral("tls1.2"), QStringLiteral("tls1.3")})
        words.push_back("--versions=" + versions.join(QLatin1Char(',')).toStdString());
    const auto list = [](const QLineEdit *line) { return line->text().remove(QLatin1Char(' ')); };
    say(words, "--suites", list(m_suites));
    say(words, "--groups", list(m_groups));
    say(words, "--alpn", list(m_alpn));
    say(words, "--timeout", m_timeout->text());
}

static QString textOf(const party::Arguments &arguments, const char *option)
{
    return QString::fromStdString(arguments.value(option).value_or(""));
}

void LiveDialog::adoptCommon(const party::Arguments &arguments)
{
    if (const std::optional<std::string> versions = arguments.value("--versions")) {
        const QStringList chosen = QString::fromStdString(*versions).split(QLatin1Char(','));
        for (const auto &[word, box] : m_versions)
            box->setChecked(chosen.contains(QString::fromStdString(word)));
    }
    m_suites->setText(textOf(arguments, "--suites"));
    m_groups->setText(textOf(arguments, "--groups"));
    m_alpn->setText(textOf(arguments, "--alpn"));
    m_timeout->setText(textOf(arguments, "--timeout"));
}

void LiveDialog::fill(const QStringList &words)
{
    std::vector<std::string> all;
    for (const QString &word : words)
        all.push_back(word.toStdString());
    const Result<party::Arguments> arguments = LivePlan::parse(m_side, all);
    if (const auto *read = std::get_if<party::Arguments>(&arguments))
        adopt(*read);
}

// The end -------------------------------------------------------------------------------------------------------------

void LiveDialog::showError(const Error &error)
{
    Error shown = error;
    if (const auto field = m_fields.find(error.where); field != m_fields.end()) {
        if (m_folded->isAncestorOf(field->second))
            m_fold->setChecked(true);
        field->second->setFocus(Qt::OtherFocusReason);
        QWidget *row = field->second;
        const auto *form = qobject_cast<QFormLayout *>(row->parentWidget()->layout());
        if (!form) {
            row = row->parentWidget();
            form = qobject_cast<QFormLayout *>(row->parentWidget()->layout());
        }
        if (const auto *label = form ? qobject_cast<QLabel *>(form->labelForField(row)) : nullptr)
            shown.where = label->text().toStdString();
    }
    m_error->showError(shown);
}

void LiveDialog::accept()
{
    Result<std::unique_ptr<LivePlan>> plan = LivePlan::make(m_side, words(), *m_context);
    if (const Error *error = std::get_if<Error>(&plan))
        return showError(*error);
    m_error->putAway();
    if (!confirmed())
        return;
    m_plan = std::get<std::unique_ptr<LivePlan>>(std::move(plan));
    QDialog::accept();
}

} // namespace hd::ui
