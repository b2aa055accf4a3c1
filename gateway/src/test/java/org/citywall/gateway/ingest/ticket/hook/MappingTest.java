package org.citywall.gateway.ingest.ticket.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.citywall.contracts.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_772_352_000);
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    @Test
    void messageBecomesOneEventOrSeveral() throws Exception {
        String one = "{'ticketId': $string(no), 'event': 'created', 'lon': x}";

        assertThat(mapping(one).events(json("{\"no\":7,\"x\":114.05}")))
                .isEqualTo(json("[{\"ticketId\":\"7\",\"event\":\"created\",\"lon\":114.05}]"));
        assertThat(
                        mapping("list.{'ticketId': id}")
                                .events(json("{\"list\":[{\"id\":\"a\"},{\"id\":\"b\"}]}")))
                .isEqualTo(json("[{\"ticketId\":\"a\"},{\"ticketId\":\"b\"}]"));
        assertThat(mapping("list[kind='ticket']").events(json("{\"list\":[]}"))).isEmpty();
        assertThat(mapping(null).events(json("{\"a\":1}"))).isEqualTo(json("[{\"a\":1}]"));
    }

    @Test
    void expressionIsUsedAgain() throws Exception {
        Mapping mapping = mapping("{'ticketId': id, 'title': missing}");

        assertThat(mapping.events(json("{\"id\":\"a\"}")))
                .isEqualTo(json("[{\"ticketId\":\"a\"}]"));
        assertThat(mapping.events(json("{\"id\":\"b\"}")))
                .isEqualTo(json("[{\"ticketId\":\"b\"}]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "($f := function($x){$f($x + 1)}; $f(0))",
                "($f := function($x){$f($x + 1) + 1}; $f(0))",
                "$map([1..10000000], function($v){$v * 2})"
            })
    void whatNeverEndsIsStopped(String endless) throws Exception {
        Mapping mapping = mapping(endless);

        assertThatThrownBy(() -> mapping.events(json("{}")))
                .isInstanceOf(Mapping.MappingException.class);
    }

    @Test
    void whatCannotBeReadIsNamedWithoutTheMessage() throws Exception {
        assertThatThrownBy(() -> mapping("{'a': "))
                .isInstanceOf(Mapping.MappingException.class)
                .hasMessageContaining("no JSONata");
        Mapping mapping = mapping("$number(phone)");
        assertThatThrownBy(() -> mapping.events(json("{\"phone\":\"tel 13812345678\"}")))
                .isInstanceOf(Mapping.MappingException.class)
                .hasMessageNotContaining("13812345678");
        assertThatThrownBy(() -> mapping("5").events(json("{}")))
                .isInstanceOf(Mapping.MappingException.class)
                .hasMessageContaining("no object");
    }

    @Test
    void firstDifferenceIsNamed() throws Exception {
        assertThat(Examples.difference(json("{\"a\":1}"), json("{\"a\":1.0}"), "")).isNull();
        assertThat(Examples.difference(json("{\"a\":[1,2]}"), json("{\"a\":[1,3]}"), ""))
                .isEqualTo("/a/1");
        assertThat(Examples.difference(json("{\"a\":1}"), json("{\"a\":1,\"b\":2}"), ""))
                .isEqualTo("/b");
        assertThat(Examples.difference(json("[{}]"), json("{}"), "")).isEmpty();
    }

    @Test
    void signatureProvesSecretBodyAndTime() {
        String header = "t=1772352000,v1=" + Signature.of(1_772_352_000, "body", "secret");

        assertThat(Signature.isValid(header, "body", "secret", NOW, TOLERANCE)).isTrue();
        assertThat(Signature.isValid("v1=00," + header, "body", "secret", NOW, TOLERANCE)).isTrue();
        assertThat(Signature.isValid(header, "other", "secret", NOW, TOLERANCE)).isFalse();
        assertThat(Signature.isValid(header, "body", "guess", NOW, TOLERANCE)).isFalse();
        assertThat(
                        Signature.isValid(
                                header.replace("t=1772352000", "t=1772352001"),
                                "body",
                                "secret",
                                NOW,
                                TOLERANCE))
                .isFalse();
        assertThat(Signature.isValid(header, "body", "secret", NOW.plusSeconds(301), TOLERANCE))
                .isFalse();
        assertThat(Signature.isValid(header, "body", "secret", NOW.minusSeconds(301), TOLERANCE))
                .isFalse();
        assertThat(Signature.isValid("v1=00", "body", "secret", NOW, TOLERANCE)).isFalse();
        assertThat(Signature.isValid(null, "body", "secret", NOW, TOLERANCE)).isFalse();
    }

    private static Mapping mapping(String text) throws Exception {
        return Mapping.of(text, Duration.ofMillis(300), 100);
    }

    private static JsonNode json(String text) throws Exception {
        return Json.mapper().readTree(text);
    }
}
