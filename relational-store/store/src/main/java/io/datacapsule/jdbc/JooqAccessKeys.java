package io.datacapsule.jdbc;

import static io.datacapsule.jdbc.schema.Tables.ACCESS_KEYS;

import io.datacapsule.access.AccessKey;
import io.datacapsule.access.AccessKeys;
import io.datacapsule.access.Role;
import io.datacapsule.jdbc.schema.tables.records.AccessKeysRecord;
import io.datacapsule.model.Page;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Keys as rows, one each; times are kept to the microsecond. */
final class JooqAccessKeys implements AccessKeys {

    private final Queries queries;

    JooqAccessKeys(Queries queries) {
        this.queries = queries;
    }

    @Override
    public boolean add(AccessKey key) {
        AccessKeysRecord row = new AccessKeysRecord();
        row.setId(key.id());
        row.setName(key.name());
        row.setRole(key.role().word());
        row.setHash(key.hash());
        row.setCreatedAt(key.createdAt());
        row.setCreatedBy(key.createdBy());
        row.setExpiresAt(key.expiresAt());
        return queries.run(sql -> sql.insertInto(ACCESS_KEYS)
                        .set(row)
                        .onConflict(ACCESS_KEYS.NAME)
                        .doNothing()
                        .execute())
                == 1;
    }

    @Override
    public Optional<AccessKey> findByHash(String hash) {
        return queries.run(sql -> sql.selectFrom(ACCESS_KEYS)
                .where(ACCESS_KEYS.HASH.eq(hash))
                .fetchOptional()
                .map(JooqAccessKeys::key));
    }

    @Override
    public Page<AccessKey> list(int limit, int offset) {
        return queries.run(sql -> new Page<>(
                sql.selectFrom(ACCESS_KEYS)
                        .orderBy(ACCESS_KEYS.NAME)
                        .limit(limit)
                        .offset(offset)
                        .fetch(JooqAccessKeys::key),
                sql.fetchCount(ACCESS_KEYS),
                limit,
                offset));
    }

    @Override
    public Optional<AccessKey> remove(String nameOrId) {
        return queries.run(sql -> remove(sql, ACCESS_KEYS.NAME.eq(nameOrId))
                .or(() ->
                        remove(sql, DSL.lower(ACCESS_KEYS.ID.cast(String.class)).eq(DSL.lower(nameOrId)))));
    }

    private static Optional<AccessKey> remove(DSLContext sql, Condition which) {
        return sql.deleteFrom(ACCESS_KEYS)
                .where(which)
                .returning()
                .fetchOptional()
                .map(JooqAccessKeys::key);
    }

    private static AccessKey key(AccessKeysRecord row) {
        return new AccessKey(
                row.getId(),
                row.getName(),
                Role.of(row.getRole()).orElseThrow(),
                row.getHash(),
                row.getCreatedAt(),
                row.getCreatedBy(),
                row.getExpiresAt());
    }
}
