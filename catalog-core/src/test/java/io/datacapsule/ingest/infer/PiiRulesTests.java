package io.datacapsule.ingest.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PiiRulesTests {

    @ParameterizedTest
    @CsvSource({
        "email, email",
        "customer_email, email",
        "EMAIL_ADDRESS, email",
        "mail, email",
        "phone_number, phone",
        "mobile, phone",
        "customer_mobile, phone",
        "mobile_number, phone",
        "mobilePhone, phone",
        "cellPhone, phone",
        "telephone, phone",
        "ssn, ssn",
        "social_security_number, ssn",
        "ip, ip_address",
        "client_ip, ip_address",
        "sourceIp, ip_address",
        "ip_addr, ip_address",
        "ip_address, ip_address",
        "address_line_1, address",
        "address2, address",
        "street, address",
        "zip, address",
        "zip_code, address",
        "zipcode, address",
        "postal_code, address",
        "first_name, name",
        "LastName, name",
        "full_name, name",
        "given_name, name",
        "family_name, name",
        "customer_name, name",
        "username, name",
        "person_name, name",
        "surname, name",
        "dob, date_of_birth",
        "birth_date, date_of_birth",
        "birthday, date_of_birth",
        "credit_card, credit_card",
        "card_number, credit_card",
        "cc_num, credit_card",
        "pan, credit_card",
        "bank_account, bank_account",
        "account_number, bank_account",
        "routing_number, bank_account",
        "iban, bank_account",
        "swift_code, bank_account",
        "device_id, device_id",
        "udid, device_id",
        "idfa, device_id",
        "gaid, device_id",
        "mac_address, device_id",
        "passport_no, passport",
        "national_id, national_id",
        "drivers_license, drivers_license",
        "biometric_template, biometric",
        "diagnosis, health",
        "icd10_code, health",
        "medical_record_id, health"
    })
    void recognisesPersonalDataByTheWordsOfTheName(String column, String type) {
        assertThat(PiiRules.find(column, List.of(), Meta.NONE)).contains(new PiiFinding(type, "pattern"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email_verified",
                "has_phone",
                "email_invalid",
                "email_disabled",
                "email_sent_at",
                "address_created_at",
                "mobile_sessions",
                "email_quantity",
                "phone_count",
                "is_email_valid",
                "country_code",
                "order_state",
                "country",
                "state",
                "city",
                "account_name",
                "product_name",
                "name",
                "credit_card_amount",
                "number_of_addresses",
                "emailing",
                "shipping",
                "zipper",
                "company",
                "japan",
                "_",
                ""
            })
    void takesFlagsCountsAndOrdinaryWordsForNoPersonalData(String column) {
        assertThat(PiiRules.find(column, List.of(), Meta.NONE)).isEmpty();
    }

    @Test
    void believesTheMetadataFirst() {
        assertThat(PiiRules.find("email", List.of("pii:phone"), meta("pii", true, "pii_type", "ssn")))
                .contains(new PiiFinding("ssn", "tag"));
        assertThat(PiiRules.find("email", List.of("pii:phone"), meta("pii", true)))
                .contains(new PiiFinding("unknown", "tag"));
        assertThat(PiiRules.find("x", List.of(), meta("pii", "Credit Card")))
                .contains(new PiiFinding("credit_card", "tag"));
    }

    @Test
    void readsTagsNext() {
        assertThat(PiiRules.find("x", List.of("nightly", "PII:Email"), Meta.NONE))
                .contains(new PiiFinding("email", "tag"));
        assertThat(PiiRules.find("x", List.of("pii", "pii:email"), Meta.NONE)).contains(new PiiFinding("email", "tag"));
        assertThat(PiiRules.find("x", List.of("pii"), Meta.NONE)).contains(new PiiFinding("unknown", "tag"));
        assertThat(PiiRules.find("phone", List.of("pii"), Meta.NONE)).contains(new PiiFinding("phone", "tag"));
    }

    @Test
    void keepsTheTypeThatTheNameTellsOfSensitiveData() {
        assertThat(PiiRules.find("email", List.of(), meta("sensitive", true))).contains(new PiiFinding("email", "tag"));
        assertThat(PiiRules.find("notes", List.of(), meta("sensitive", true)))
                .contains(new PiiFinding("sensitive", "tag"));
        assertThat(PiiRules.find("notes", List.of(), meta("sensitive", false))).isEmpty();
    }

    @Test
    void believesMetadataThatSaysItIsNoPersonalData() {
        assertThat(PiiRules.find("email", List.of(), meta("pii", false))).isEmpty();
        assertThat(PiiRules.find("email", List.of("pii"), meta("pii", "no"))).contains(new PiiFinding("email", "tag"));
    }

    private static Meta meta(String name, Object value) {
        return new Meta(Map.of(name, value));
    }

    private static Meta meta(String name, Object value, String other, Object otherValue) {
        return new Meta(Map.of(name, value, other, otherValue));
    }
}
