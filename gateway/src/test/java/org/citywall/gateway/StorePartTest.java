package org.citywall.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorePartTest {
    @ParameterizedTest
    @CsvSource({
        "08001, true", // cannot connect
        "53300, true", // too many connections
        "57P03, true", // starting up
        "28P01, false", // wrong password
        "42P07, false" // a table is there already
    })
    void onlyWhatTimeMendsIsWaitedFor(String state, boolean away) {
        SQLException failure = new SQLException("said by the database", state);
        assertThat(StorePart.isAway(new IllegalStateException("wrapped", failure))).isEqualTo(away);
    }
}
