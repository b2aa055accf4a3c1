package org.citywall.gateway.notify.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ActionTokensTest {
    @Test
    void noTwoTokensAreAlikeAndTheHashTellsNothingOfThem() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            String token = ActionTokens.create();
            String hash = ActionTokens.hash(token);
            assertThat(seen.add(token)).isTrue();
            assertThat(hash).matches("[0-9a-f]{64}").isEqualTo(ActionTokens.hash(token));
            assertThat(seen.add(hash)).isTrue();
        }
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "short",
                "0123456789012345678901234567890123456789012\n",
                "01234567890123456789012345678901234567890123",
                "0123456789012345678901234567890123456789é12",
                "../../../../../../../../../../../../../etc/p",
                "0123456789012345678901234567890123456789 12"
            })
    void whatWasNeverATokenIsNotLookedFor(String text) {
        assertThat(ActionTokens.hash(text)).isNull();
    }

    @Test
    void aLinkHasOneIdOfItsCommandWhichOthersDoNotHave() {
        String hash = ActionTokens.hash(ActionTokens.create());
        assertThat(ActionTokens.commandId(hash))
                .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                .isEqualTo(ActionTokens.commandId(hash))
                .isNotEqualTo(ActionTokens.commandId(ActionTokens.hash(ActionTokens.create())));
    }
}
