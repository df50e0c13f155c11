package io.datacapsule.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the steps of a runbook in Markdown: fenced blocks, commands of the shell paragraph by paragraph, and rows of some tables. */
final class Document {

    private static final Pattern HEADING = Pattern.compile("(#{2,4}) (.+)");
    private static final Pattern FENCE = Pattern.compile("( *)```(\\w+)");
    private static final Pattern MARK = Pattern.compile("\\s*<!-- not run: (.+) -->");
    private static final Pattern METRIC = Pattern.compile("\\| `(dab_\\w+)` \\|.*");
    private static final Pattern ENDPOINT = Pattern.compile("\\| `GET (/\\S+)` \\|.*\\| `(\\{.*})` \\|");
    private static final Pattern VARIABLE = Pattern.compile("\\| `([A-Z][A-Z_]+)` \\|.*");

    private final List<String> lines;
    private final List<Step> steps = new ArrayList<>();
    private final List<String> headings = new ArrayList<>();
    private Optional<String> mark = Optional.empty();

    private Document(List<String> lines) {
        this.lines = lines;
    }

    /** All steps of a file, in its order. */
    static List<Step> read(Path file) {
        try {
            Document document = new Document(Files.readAllLines(file));
            document.read();
            return List.copyOf(document.steps);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher heading = HEADING.matcher(line);
            Matcher fence = FENCE.matcher(line);
            Matcher marked = MARK.matcher(line);
            if (fence.matches()) {
                i = block(i, fence.group(1), fence.group(2));
                mark = Optional.empty();
            } else if (heading.matches()) {
                int level = heading.group(1).length() - 2;
                while (headings.size() > level) {
                    headings.removeLast();
                }
                headings.add(heading.group(2));
            } else if (marked.matches()) {
                mark = Optional.of(marked.group(1));
            } else {
                row(i, line);
            }
        }
    }

    /** Takes the block that begins there and answers where it ends. */
    private int block(int begin, String indent, String language) {
        int end = begin + 1;
        while (!lines.get(end).strip().equals("```")) {
            end++;
        }
        List<String> code = lines.subList(begin + 1, end).stream()
                .map(line -> line.startsWith(indent) ? line.substring(indent.length()) : line)
                .toList();
        if (language.equals("bash") && !code.getFirst().startsWith("# .env")) {
            paragraphs(begin + 2, code);
        } else {
            add(begin + 2, language.equals("bash") ? "env" : language, String.join("\n", code));
        }
        return end;
    }

    private void paragraphs(int line, List<String> code) {
        List<String> paragraph = new ArrayList<>();
        for (int i = 0; i <= code.size(); i++) {
            if (i < code.size() && !code.get(i).isBlank()) {
                paragraph.add(code.get(i));
            } else {
                if (paragraph.stream().anyMatch(each -> !each.startsWith("#"))) {
                    add(line + i - paragraph.size(), "bash", String.join("\n", paragraph));
                }
                paragraph.clear();
            }
        }
    }

    private void row(int index, String line) {
        Matcher metric = METRIC.matcher(line);
        Matcher endpoint = ENDPOINT.matcher(line);
        Matcher variable = VARIABLE.matcher(line);
        if (metric.matches()) {
            add(index + 1, "metric", metric.group(1));
        } else if (endpoint.matches()) {
            add(index + 1, "endpoint", endpoint.group(1) + "\n# prints: " + endpoint.group(2));
        } else if (variable.matches()) {
            add(index + 1, "variable", variable.group(1));
        }
    }

    private void add(int line, String kind, String text) {
        steps.add(new Step(String.join(" > ", headings), line, kind, text, mark));
    }
}
