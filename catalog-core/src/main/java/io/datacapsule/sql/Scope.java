package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The relations that names in a query may mean, and those of the query around it. */
final class Scope {

    /**
     * A relation in scope.
     *
     * @param names what qualifies its columns: the alias, or the parts of the table's name
     * @param rows its columns
     * @param table the table whose rows it is, or null
     * @param hidden whether only join conditions see it
     */
    record Member(List<Name> names, Rows rows, @Nullable TableName table, boolean hidden) {

        boolean isNamed(List<Name> qualifier) {
            if (qualifier.size() > names.size()) {
                return false;
            }
            int offset = names.size() - qualifier.size();
            for (int i = 0; i < qualifier.size(); i++) {
                if (!names.get(offset + i).sameAs(qualifier.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    private final @Nullable Scope outer;
    private final List<Member> members = new ArrayList<>();
    private final Set<String> joined = new HashSet<>();
    private final Map<String, List<Origin>> parameters = new HashMap<>();

    Scope(@Nullable Scope outer) {
        this.outer = outer;
    }

    @Nullable
    Scope outer() {
        return outer;
    }

    void add(Member member) {
        members.add(member);
    }

    List<Member> members() {
        return members;
    }

    Member removeLast() {
        return members.removeLast();
    }

    /** Makes columns of one name in several relations one column. */
    void join(Name column) {
        joined.add(column.key());
    }

    boolean isJoined(Name column) {
        return joined.contains(column.key());
    }

    /** Makes a name mean values: a parameter of a function literal. */
    void parameter(Name name, List<Origin> origins) {
        parameters.put(name.key(), origins);
    }

    @Nullable
    List<Origin> parameter(Name name) {
        return parameters.get(name.key());
    }

    @Nullable
    Member named(List<Name> qualifier) {
        for (Member member : members) {
            if (member.isNamed(qualifier)) {
                return member;
            }
        }
        return null;
    }
}
