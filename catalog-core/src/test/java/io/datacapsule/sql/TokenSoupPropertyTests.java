package io.datacapsule.sql;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever is thrown into it, the engine answers. */
class TokenSoupPropertyTests {

    private static final SqlLineage ENGINE = new SqlLineage(SqlLimits.DEFAULT);
    private static final TableSchemas KNOWN =
            TableSchemas.of(List.of(new TableSchema(TableName.of("t"), List.of("a", "b", "x"))));

    private static final String[] WORDS = """
            select from where group by order having qualify window limit union all intersect except minus join left full outer
            cross natural on using as and or not in is like between exists case when then else end over filter with recursive
            values distinct null partition lateral unnest within cast set insert into first update merge matched delete create
            table view replace pivot unpivot for name value match_recognize measures pattern define rows range unbounded
            preceding interval extract array struct flatten explode sample at timestamp final settings option apply asof semi
            anti exclude rename top offset fetch only grouping sets connect start prior |> aggregate extend drop ordinality
            conflict a b t u x sum max count md5 if decode ( ( ( ) ) ) , , , . . * = < > [ ] { } : :: -> => || + - / ; ' \" ` $ $$
            @ # -- /* */ 1 2.5 'x' \"q\" `q` ? ! ~ \\ é""".split("\\s+");

    @AfterContainer
    static void close() {
        ENGINE.close();
    }

    @Provide
    Arbitrary<String> soup() {
        return Arbitraries.of(WORDS).list().ofMaxSize(30).map(words -> String.join(" ", words));
    }

    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.strings().all().ofMaxLength(200);
    }

    @Property
    void answersAnyOrderOfWords(
            @ForAll Dialect dialect, @ForAll("soup") String sql, @ForAll boolean query, @ForAll boolean known) {
        answers(dialect, query ? "select a from t " + sql : sql, known);
    }

    @Property
    void answersAnyCharacters(@ForAll Dialect dialect, @ForAll("noise") String sql, @ForAll boolean known) {
        answers(dialect, sql, known);
    }

    private static void answers(Dialect dialect, String sql, boolean known) {
        assertThatCode(() -> ENGINE.derive(Query.of(sql, dialect, known ? KNOWN : TableSchemas.none())))
                .as("%s: %s", dialect, sql)
                .doesNotThrowAnyException();
    }
}
