package io.datacapsule.sql;

import java.util.List;
import java.util.Set;

/** Columns of a relation that are not known by name. */
sealed interface Unlisted {

    /** The origins of a column under this name. */
    List<Origin> origins(Name column);

    /** The origins of all of them. */
    List<Origin> all();

    /** Whether it is only asked when no table may have the column. */
    boolean weak();

    /** Of a table whose columns are not known. */
    record OfTable(TableName table) implements Unlisted {

        @Override
        public List<Origin> origins(Name column) {
            return List.of(
                    new Origin(table, column.text(), "", Transformation.IDENTITY, "", false, Confidence.RESOLVED));
        }

        @Override
        public List<Origin> all() {
            return origins(Name.of(Origin.ALL));
        }

        @Override
        public boolean weak() {
            return false;
        }
    }

    /** Of one of several relations; which, is not known. */
    record OfOne(List<Unlisted> candidates) implements Unlisted {

        @Override
        public List<Origin> origins(Name column) {
            return OriginSet.ambiguous(OriginSet.union(
                    candidates.stream().map(one -> one.origins(column)).toList()));
        }

        @Override
        public List<Origin> all() {
            return OriginSet.union(candidates.stream().map(Unlisted::all).toList());
        }

        @Override
        public boolean weak() {
            return false;
        }
    }

    /** Of several relations at once: the branches of a union. */
    record OfEach(List<Unlisted> branches) implements Unlisted {

        @Override
        public List<Origin> origins(Name column) {
            return OriginSet.union(
                    branches.stream().map(branch -> branch.origins(column)).toList());
        }

        @Override
        public List<Origin> all() {
            return OriginSet.union(branches.stream().map(Unlisted::all).toList());
        }

        @Override
        public boolean weak() {
            return false;
        }
    }

    /** Of values taken apart: the fields of elements. */
    record OfFields(List<Origin> values) implements Unlisted {

        @Override
        public List<Origin> origins(Name column) {
            return OriginSet.field(values, column.text());
        }

        @Override
        public List<Origin> all() {
            return values;
        }

        @Override
        public boolean weak() {
            return true;
        }
    }

    /** Of columns that data names: each has the same origins. */
    record OfData(List<Origin> values) implements Unlisted {

        @Override
        public List<Origin> origins(Name column) {
            return values;
        }

        @Override
        public List<Origin> all() {
            return values;
        }

        @Override
        public boolean weak() {
            return false;
        }
    }

    /** Of another, but for some names. */
    record Without(Unlisted other, Set<String> keys) implements Unlisted {

        @Override
        public List<Origin> origins(Name column) {
            return keys.contains(column.key()) ? List.of() : other.origins(column);
        }

        @Override
        public List<Origin> all() {
            return other.all();
        }

        @Override
        public boolean weak() {
            return other.weak();
        }
    }
}
