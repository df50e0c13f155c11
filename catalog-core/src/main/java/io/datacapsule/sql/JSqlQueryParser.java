package io.datacapsule.sql;

import java.io.IOException;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.Provider;
import net.sf.jsqlparser.parser.StringProvider;
import net.sf.jsqlparser.parser.Token;
import net.sf.jsqlparser.parser.TokenMgrException;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.Select;
import org.jspecify.annotations.Nullable;

/** Parses with JSqlParser: first its fast way, then the thorough one. */
final class JSqlQueryParser implements QueryParser {

    @Override
    public QueryTree parse(Emission query, Deadline deadline) throws SqlSyntaxException {
        Statement statement;
        try {
            statement = statement(query, deadline, false);
        } catch (SqlSyntaxException e) {
            deadline.check();
            statement = statement(query, deadline, true);
        }
        if (statement instanceof Select select) {
            return new SelectReader(query, deadline).query(select);
        }
        throw new SqlSyntaxException("not a query", query.start(0));
    }

    private static Statement statement(Emission query, Deadline deadline, boolean complex) throws SqlSyntaxException {
        try {
            CCJSqlParser parser = new CCJSqlParser(new TimedText(query.text(), deadline));
            parser.withAllowComplexParsing(complex);
            deadline.interrupting(() -> parser.interrupted = true);
            Statement statement = parser.Statement();
            if (statement == null) {
                throw new SqlSyntaxException("nothing to read", query.start(0));
            }
            return statement;
        } catch (ParseException e) {
            deadline.check();
            throw new SqlSyntaxException(expectation(e, query), place(e.currentToken, query));
        } catch (TokenMgrException e) {
            throw new SqlSyntaxException("unknown symbol", -1);
        } finally {
            deadline.interrupting(null);
        }
    }

    private static String expectation(ParseException e, Emission query) {
        Token next = e.currentToken == null ? null : e.currentToken.next;
        if (next == null) {
            return "not understood";
        }
        String word = query.kept(next.image) instanceof Name name ? name.text() : next.image;
        return "did not expect " + (word.isEmpty() ? "the end" : "\"" + word + "\"");
    }

    private static int place(@Nullable Token last, Emission query) {
        Token next = last == null ? null : last.next;
        return next == null ? -1 : query.start(next.beginColumn - 1);
    }

    /** Text for the parser that ends its reading, also ahead, when the time is over. */
    private static final class TimedText implements Provider {

        private final StringProvider text;
        private final Deadline deadline;

        TimedText(String text, Deadline deadline) {
            this.text = new StringProvider(text);
            this.deadline = deadline;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            deadline.check();
            return text.read(buffer, offset, length);
        }

        @Override
        public void close() throws IOException {
            text.close();
        }
    }
}
