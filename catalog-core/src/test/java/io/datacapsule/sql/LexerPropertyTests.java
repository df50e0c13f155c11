package io.datacapsule.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LexerPropertyTests {

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab'\"`[]\\ \n-/*#;%é").ofMaxLength(12);
    }

    @Property
    void tokensLieInOrderAndTheirTextIsTheirPlace(@ForAll Dialect dialect, @ForAll("texts") String sql) {
        int last = 0;
        for (Token token : Lexer.tokens(sql, dialect, new Deadline())) {
            assertThat(token.start()).isGreaterThanOrEqualTo(last);
            assertThat(token.end()).isGreaterThan(token.start()).isLessThanOrEqualTo(sql.length());
            if (token.kind() != Token.Kind.QUOTED) {
                assertThat(token.text()).isEqualTo(sql.substring(token.start(), token.end()));
            }
            last = token.end();
        }
    }

    @Property
    void keepsStringsWhateverIsInThem(@ForAll Dialect dialect, @ForAll("texts") String content) {
        String escaped = Quoting.of(dialect).backslashes() ? content.replace("\\", "\\\\") : content;
        String literal = "'" + escaped.replace("'", "''") + "'";
        if (Quoting.of(dialect).tripleQuotes() && literal.startsWith("'''")) {
            return;
        }

        List<Token> tokens = Lexer.tokens("select " + literal + " as x", dialect, new Deadline());

        assertThat(tokens).extracting(Token::text).containsExactly("select", literal, "as", "x");
    }

    @Property
    void resolvesNamesWhateverIsInThem(@ForAll("texts") String column, @ForAll("texts") String table) {
        String name = column + "x";
        String from = table + "y";
        String sql = "select /* ' */ " + quoted(name) + " -- '\n from " + quoted(from) + " where z = '''; select'";

        try (SqlLineage engine = new SqlLineage(SqlLimits.DEFAULT)) {
            ColumnLineage lineage = engine.derive(Query.of(sql, Dialect.POSTGRES, TableSchemas.none()));

            assertThat(lineage.unresolved()).isEmpty();
            List<String> origins = new ArrayList<>();
            lineage.columns()
                    .getFirst()
                    .origins()
                    .forEach(origin -> origins.add(origin.table().name() + "." + origin.column()));
            assertThat(origins).containsExactly(from + "." + name);
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
