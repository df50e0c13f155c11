package io.datacapsule.sql;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The functions of each dialect that hash, mask, encrypt or redact a value. */
final class MaskingFunctions {

    private static final Set<String> MASKS = Set.of(
            "md5",
            "md5_hex",
            "md5_binary",
            "md5_number",
            "md5_number_lower64",
            "md5_number_upper64",
            "sha",
            "sha1",
            "sha1_hex",
            "sha1_binary",
            "sha2",
            "sha2_hex",
            "sha2_binary",
            "sha224",
            "sha256",
            "sha384",
            "sha512",
            "hash",
            "digest",
            "hmac",
            "encrypt",
            "mask",
            "redact",
            "tokenize",
            "anonymize",
            "pseudonymize",
            "hash_md5",
            "hash_sha256");

    private static final Map<Dialect, Set<String>> MASKS_BY_DIALECT = Map.ofEntries(
            entry(
                    Dialect.BIGQUERY,
                    Set.of("farm_fingerprint", "aead_encrypt", "deterministic_encrypt", "net_ip_trunc")),
            entry(Dialect.SNOWFLAKE, Set.of("encrypt_raw", "hash_agg")),
            entry(Dialect.POSTGRES, Set.of("crypt", "pgp_sym_encrypt", "pgp_pub_encrypt", "hashtext", "encrypt_iv")),
            entry(
                    Dialect.REDSHIFT,
                    Set.of("func_sha1", "fnv_hash", "checksum", "farmfingerprint64", "murmur3_32_hash")),
            entry(Dialect.DATABRICKS, Set.of("xxhash64", "crc32", "aes_encrypt")),
            entry(Dialect.SPARK, Set.of("xxhash64", "crc32", "aes_encrypt")),
            entry(
                    Dialect.HIVE,
                    Set.of(
                            "mask_first_n",
                            "mask_last_n",
                            "mask_show_first_n",
                            "mask_show_last_n",
                            "mask_hash",
                            "aes_encrypt",
                            "crc32")),
            entry(Dialect.DUCKDB, Set.of("md5_number", "md5_number_lower", "md5_number_upper")),
            entry(
                    Dialect.TRINO,
                    Set.of(
                            "xxhash64",
                            "murmur3",
                            "spooky_hash_v2_32",
                            "spooky_hash_v2_64",
                            "hmac_md5",
                            "hmac_sha1",
                            "hmac_sha256",
                            "hmac_sha512",
                            "crc32")),
            entry(
                    Dialect.ATHENA,
                    Set.of("xxhash64", "murmur3", "hmac_md5", "hmac_sha1", "hmac_sha256", "hmac_sha512", "crc32")),
            entry(
                    Dialect.TSQL,
                    Set.of(
                            "hashbytes",
                            "checksum",
                            "binary_checksum",
                            "encryptbykey",
                            "encryptbypassphrase",
                            "encryptbycert",
                            "encryptbyasymkey")),
            entry(
                    Dialect.MYSQL,
                    Set.of(
                            "aes_encrypt",
                            "password",
                            "crc32",
                            "mask_inner",
                            "mask_outer",
                            "mask_pan",
                            "mask_ssn",
                            "statement_digest")),
            entry(Dialect.ORACLE, Set.of("standard_hash", "ora_hash", "dbms_crypto.hash", "dbms_crypto.encrypt")),
            entry(
                    Dialect.CLICKHOUSE,
                    Set.of(
                            "siphash64",
                            "siphash128",
                            "cityhash64",
                            "farmhash64",
                            "metrohash64",
                            "halfmd5",
                            "xxhash32",
                            "xxhash64",
                            "murmurhash3_64",
                            "inthash64")),
            entry(Dialect.TERADATA, Set.of("hashrow", "hashbucket")),
            entry(
                    Dialect.DREMIO,
                    Set.of("hash64", "hash64asdouble", "hashsha1", "mask_first_n", "mask_last_n", "mask_hash")));

    private MaskingFunctions() {}

    /** Whether the function masks, by its whole name or by that within its schema or package. */
    static boolean masks(String function, Dialect dialect) {
        String name = function.toLowerCase(Locale.ROOT);
        String last = name.substring(name.lastIndexOf('.') + 1);
        Set<String> own = MASKS_BY_DIALECT.getOrDefault(dialect, Set.of());
        return MASKS.contains(last) || own.contains(last) || own.contains(name);
    }
}
