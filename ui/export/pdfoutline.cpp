// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/pdfoutline.h"

#include <QRegularExpression>

#include <map>
#include <optional>

namespace hd::ui {

namespace {

/// A text string (7.9.2.2): UTF-16 with its mark, in hex, so that nothing in it is syntax.
QByteArray textString(const QString &text)
{
    QByteArray bytes("\xFE\xFF");
    for (const QChar c : text) {
        bytes += static_cast<char>(c.unicode() >> 8);
        bytes += static_cast<char>(c.unicode() & 0xFF);
    }
    return '<' + bytes.toHex().toUpper() + '>';
}

QByteArray reference(int object)
{
    return QByteArray::number(object) + " 0 R";
}

/// The last "NAME n 0 R" of @p text.
std::optional<int> referenceAfter(const QByteArray &text, const char *name)
{
    static const QRegularExpression number(QStringLiteral("^\\s+(\\d+) 0 R"));
    const qsizetype at = text.lastIndexOf(name);
    if (at < 0)
        return std::nullopt;
    const QString rest = QString::fromLatin1(text.mid(at + static_cast<qsizetype>(qstrlen(name)), 32));
    const QRegularExpressionMatch match = number.match(rest);
    return match.hasMatch() ? std::optional(match.captured(1).toInt()) : std::nullopt;
}

class Update
{
public:
    Update(const QByteArray &pdf, const PdfDetails &details) : m_pdf(pdf), m_details(details) {}
    QByteArray written();

private:
    bool read();
    QByteArray bodyOf(int object) const;
    std::vector<int> readPages() const;
    void addCatalog();
    void addInfo();
    void addOutline();
    QByteArray entry(std::size_t index) const;
    std::optional<std::size_t> neighbour(std::size_t index, int step) const;
    std::pair<std::size_t, std::size_t> children(std::size_t index) const;
    int objectOf(std::size_t bookmark) const { return m_firstNew + 1 + static_cast<int>(bookmark); }
    QByteArray crossReferences(qsizetype at) const;

    const QByteArray &m_pdf;
    const PdfDetails &m_details;
    int m_root = 0, m_info = 0, m_firstNew = 0;
    QByteArray m_oldStart, m_catalog, m_oldInfo;
    std::vector<int> m_pages;
    std::map<int, QByteArray> m_objects; ///< new, or anew
};

/// What stands between "n 0 obj" and "endobj".
QByteArray Update::bodyOf(int object) const
{
    const QByteArray head = '\n' + QByteArray::number(object) + " 0 obj";
    const qsizetype at = m_pdf.indexOf(head);
    const qsizetype end = at < 0 ? -1 : m_pdf.indexOf("endobj", at);
    return end < 0 ? QByteArray() : m_pdf.mid(at + head.size(), end - at - head.size()).trimmed();
}

std::vector<int> Update::readPages() const
{
    const std::optional<int> tree = referenceAfter(m_catalog, "/Pages");
    const QByteArray node = tree ? bodyOf(*tree) : QByteArray();
    const qsizetype begin = node.indexOf("/Kids"), end = node.indexOf(']', std::max<qsizetype>(begin, 0));
    std::vector<int> pages;
    if (begin < 0 || end < 0)
        return pages;
    static const QRegularExpression kid(QStringLiteral("(\\d+) 0 R"));
    QRegularExpressionMatchIterator found = kid.globalMatch(QString::fromLatin1(node.mid(begin, end - begin)));
    while (found.hasNext())
        pages.push_back(found.next().captured(1).toInt());
    return pages;
}

bool Update::read()
{
    const qsizetype trailer = m_pdf.lastIndexOf("trailer"), start = m_pdf.lastIndexOf("startxref");
    if (trailer < 0 || start < trailer)
        return false;
    const QByteArray dictionary = m_pdf.mid(trailer, start - trailer);
    const std::optional<int> root = referenceAfter(dictionary, "/Root"), info = referenceAfter(dictionary, "/Info");
    const qsizetype size = dictionary.indexOf("/Size ");
    m_oldStart = m_pdf.mid(start + 9).trimmed().split('\n').first().trimmed();
    if (!root || !info || size < 0)
        return false;
    m_root = *root;
    m_info = *info;
    m_firstNew = dictionary.mid(size + 6).split('\n').first().trimmed().toInt();
    m_catalog = bodyOf(m_root);
    m_oldInfo = bodyOf(m_info);
    m_pages = readPages();
    return m_firstNew > 0 && m_catalog.endsWith(">>") && !m_pages.empty();
}

void Update::addCatalog()
{
    QByteArray catalog = m_catalog.chopped(2);
    catalog += "\n/Lang " + textString(m_details.language) + "\n/ViewerPreferences << /DisplayDocTitle true >>\n";
    if (!m_details.bookmarks.empty())
        catalog += "/Outlines " + reference(m_firstNew) + "\n/PageMode /UseOutlines\n";
    m_objects[m_root] = catalog + ">>";
}

void Update::addInfo()
{
    const qsizetype date = m_oldInfo.indexOf("/CreationDate"),
                    end = m_oldInfo.indexOf(')', std::max<qsizetype>(date, 0));
    QByteArray info = "<<\n/Title " + textString(m_details.title) + "\n/Subject " + textString(m_details.subject) +
                      "\n/Author " + textString(m_details.creator) + "\n/Creator " + textString(m_details.creator) +
                      '\n';
    if (date >= 0 && end > date)
        info += m_oldInfo.mid(date, end + 1 - date) + '\n';
    m_objects[m_info] = info + ">>";
}

/// The bookmark before (@p step -1) or after @p index below the same parent.
std::optional<std::size_t> Update::neighbour(std::size_t index, int step) const
{
    const std::vector<PdfBookmark> &all = m_details.bookmarks;
    for (std::size_t i = index; step < 0 ? i-- > 0 : ++i < all.size();) {
        if (all[i].level < all[index].level)
            break;
        if (all[i].level == all[index].level)
            return i;
    }
    return std::nullopt;
}

/// The run of bookmarks right below @p index; empty when the second is the first.
std::pair<std::size_t, std::size_t> Update::children(std::size_t index) const
{
    std::size_t end = index + 1;
    while (end < m_details.bookmarks.size() && m_details.bookmarks[end].level > m_details.bookmarks[index].level)
        ++end;
    return {index + 1, end};
}

QByteArray Update::entry(std::size_t index) const
{
    const PdfBookmark &bookmark = m_details.bookmarks[index];
    std::size_t parent = index;
    while (parent > 0 && m_details.bookmarks[parent].level >= bookmark.level)
        --parent;
    const bool top = bookmark.level == 0;
    QByteArray entry = "<<\n/Title " + textString(bookmark.title);
    entry += "\n/Parent " + reference(top ? m_firstNew : objectOf(parent));
    if (const auto before = neighbour(index, -1))
        entry += "\n/Prev " + reference(objectOf(*before));
    if (const auto after = neighbour(index, 1))
        entry += "\n/Next " + reference(objectOf(*after));
    if (const auto [first, end] = children(index); first < end)
        entry += "\n/First " + reference(objectOf(first)) + "\n/Last " + reference(objectOf(end - 1)) + "\n/Count " +
                 QByteArray::number(end - first);
    const auto page = std::min(static_cast<std::size_t>(bookmark.page), m_pages.size() - 1);
    entry += "\n/Dest [" + reference(m_pages[page]) + " /XYZ 0 " + QByteArray::number(bookmark.top, 'f', 2) + " null]";
    return entry + "\n>>";
}

void Update::addOutline()
{
    const std::size_t count = m_details.bookmarks.size();
    if (count == 0)
        return;
    std::size_t last = count - 1;
    while (last > 0 && m_details.bookmarks[last].level > 0)
        --last;
    m_objects[m_firstNew] = "<<\n/Type /Outlines\n/First " + reference(objectOf(0)) + "\n/Last " +
                            reference(objectOf(last)) + "\n/Count " + QByteArray::number(count) + "\n>>";
    for (std::size_t i = 0; i < count; ++i)
        m_objects[objectOf(i)] = entry(i);
}

/// @param at where the objects begin. Entries are twenty bytes each (7.5.4).
QByteArray Update::crossReferences(qsizetype at) const
{
    QByteArray table = "xref\n";
    for (const auto &[number, body] : m_objects) {
        const QByteArray head = QByteArray::number(number) + " 0 obj\n";
        table += QByteArray::number(number) + " 1\n" + QByteArray::number(at).rightJustified(10, '0') + " 00000 n \n";
        at += head.size() + body.size() + static_cast<qsizetype>(qstrlen("\nendobj\n"));
    }
    return table;
}

QByteArray Update::written()
{
    if (!read())
        return m_pdf;
    addCatalog();
    addInfo();
    addOutline();
    QByteArray whole = m_pdf;
    if (!whole.endsWith('\n'))
        whole += '\n';
    const qsizetype begin = whole.size();
    for (const auto &[number, body] : m_objects)
        whole += QByteArray::number(number) + " 0 obj\n" + body + "\nendobj\n";
    const qsizetype table = whole.size();
    whole += crossReferences(begin) + "trailer\n<<\n/Size " +
             QByteArray::number(std::max(m_firstNew, m_objects.rbegin()->first + 1)) + "\n/Root " + reference(m_root) +
             "\n/Info " + reference(m_info) + "\n/Prev " + m_oldStart + "\n>>\nstartxref\n" +
             QByteArray::number(table) + "\n%%EOF\n";
    return whole;
}

} // namespace

QByteArray withDetails(const QByteArray &pdf, const PdfDetails &details)
{
    return Update(pdf, details).written();
}

} // namespace hd::ui
