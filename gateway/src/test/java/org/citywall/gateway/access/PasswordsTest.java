package org.citywall.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    @ParameterizedTest
    @ValueSource(strings = {"Small-caps", "abc-12345", "Abcdefg1", "ABC-1234", "口令Abc123"})
    void threeClassesOfFourAreEnough(String password) {
        assertThat(Passwords.fault(password)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Ab-1", "alllower", "lower1234", "UPPER-CASE", "12345678", "口令口令口令口令"})
    void shortOrSimpleOnesAreNot(String password) {
        assertThat(Passwords.fault(password)).isNotNull();
    }
}
