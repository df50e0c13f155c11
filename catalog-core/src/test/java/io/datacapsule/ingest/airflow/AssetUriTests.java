package io.datacapsule.ingest.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssetUriTests {

    @ParameterizedTest
    @CsvSource({
        "postgres://db.example.com:5432/shop/public/orders, shop.public.orders",
        "postgresql://u:p@db/shop/public/orders?sslmode=x, shop.public.orders",
        "postgres://db:5432/shop.public.orders, shop.public.orders",
        "snowflake://org-account/SHOP/MARTS/ORDERS, SHOP.MARTS.ORDERS",
        "snowflake:///shop/marts/orders, shop.marts.orders",
        "bigquery://project/dataset/orders, project.dataset.orders",
        "bigquery:project.dataset.orders, project.dataset.orders",
        "bigquery/project.dataset.orders, project.dataset.orders",
        "mysql://db:3306/shop/orders, shop.orders",
        "trino://host:8080/catalog/schema/or%20ders, catalog.schema.or ders",
        "REDSHIFT://cluster.region:5439/db/schema/orders, db.schema.orders",
    })
    void tellsTheTableOfAUri(String uri, String table) {
        assertThat(AssetUri.data(uri).orElseThrow().shown()).isEqualTo(table);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://bucket/key/orders",
                "gs://bucket/orders",
                "file:///tmp/orders",
                "orders",
                "",
                "postgres://db",
                "postgres://db/orders",
                "postgres://db/a/b/c/d",
                "postgres://db/a//c",
                "mysql://db/a/b/c",
                "https://example.com/a/b/c",
            })
    void tellsNoTableWhereTheUriNamesNone(String uri) {
        assertThat(AssetUri.data(uri)).isEmpty();
    }

    @Test
    void takesTheUrnOfACapsuleForWhatItIs() {
        String urn = "urn:dcs:dbt:model:shop.main:orders";

        assertThat(AssetUri.data(urn)).contains(new DataRef.ByUrn(urn));
    }

    @Test
    void showsNeitherUserNorQuery() {
        assertThat(AssetUri.shown("postgres://me:secret@db/a/b/c?password=x#y")).isEqualTo("postgres://db/a/b/c");
        assertThat(AssetUri.shown("s3://bucket/a@b")).isEqualTo("s3://bucket/a@b");
    }
}
