package io.datacapsule.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Where a command prints: results to standard output, everything else to standard error. */
final class Screen {

    private static final int NARROWEST_COLUMN = 8;
    private static final int GAP = 2;

    /** Characters that turn the direction of what follows them, beyond the name that they stand in. */
    private static final String TURNING = "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    private final Surroundings surroundings;

    Screen(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Prints one line of the result; control characters other than line breaks and tabs are shown, not obeyed. */
    void line(String text) {
        surroundings.out().println(harmless(text));
    }

    /** Prints a remark that is not part of the result. */
    void note(String text) {
        surroundings.err().println(harmless(text));
    }

    /** Prints the result as JSON. */
    void json(JsonNode node) {
        surroundings.out().println(Json.pretty(node));
    }

    /** Prints a list of names and values; those without a value are left out. */
    void fields(Map<String, String> fields) {
        int width = fields.keySet().stream().mapToInt(String::length).max().orElse(0);
        fields.forEach((name, value) -> {
            if (!value.isEmpty()) {
                line(name + " ".repeat(width - name.length() + GAP) + value);
            }
        });
    }

    /**
     * Prints a table; on a terminal its widest columns are cut until it fits, elsewhere nothing is cut.
     *
     * @param header names of the columns; a name that starts with {@code #} is of a column of numbers
     */
    void table(List<String> header, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        int[] widths = widths(header, rows);
        List<ColumnData<List<String>>> columns = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            int index = i;
            boolean number = header.get(i).startsWith("#");
            HorizontalAlign align = number ? HorizontalAlign.RIGHT : HorizontalAlign.LEFT;
            columns.add(new Column()
                    .header(number ? header.get(i).substring(1) : header.get(i))
                    .headerAlign(align)
                    .dataAlign(align)
                    .maxWidth(widths[i] + GAP, OverflowBehaviour.ELLIPSIS_RIGHT)
                    .with(row -> cell(row.get(index))));
        }
        AsciiTable.builder()
                .border(AsciiTable.NO_BORDERS)
                .lineSeparator("\n")
                .data(rows, columns)
                .asString()
                .lines()
                .forEach(line -> line(line.substring(1).stripTrailing()));
    }

    private int[] widths(List<String> header, List<List<String>> rows) {
        int[] widths = new int[header.size()];
        int total = 0;
        for (int i = 0; i < widths.length; i++) {
            widths[i] = header.get(i).length();
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], cell(row.get(i)).length());
            }
            total += widths[i] + GAP;
        }
        while (surroundings.outIsTerminal() && total > surroundings.columns()) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            if (widths[widest] <= NARROWEST_COLUMN) {
                break;
            }
            widths[widest]--;
            total--;
        }
        return widths;
    }

    /** A cell is one line: names and descriptions of a catalog may hold anything. */
    private static String cell(String text) {
        return harmless(text.replaceAll("\\s+", " ").strip());
    }

    private static String harmless(String text) {
        if (text.chars().noneMatch(Screen::obeyed)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 8);
        text.chars().forEach(c -> out.append(obeyed(c) ? '\uFFFD' : (char) c));
        return out.toString();
    }

    private static boolean obeyed(int c) {
        return (Character.isISOControl(c) && c != '\n' && c != '\t') || TURNING.indexOf(c) >= 0;
    }
}
