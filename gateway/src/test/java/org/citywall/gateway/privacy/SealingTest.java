package org.citywall.gateway.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import org.citywall.contracts.Json;
import org.junit.jupiter.api.Test;

class SealingTest {
    private static final String KEY = "k".repeat(32);
    private static final String OTHER = "o".repeat(40);

    private final Sealing sealing = new Sealing(new PrivacyKeys(KEY, List.of()));
    private final ObjectNode originals =
            Json.mapper().createObjectNode().put("phone", "13812345678");

    @Test
    void whatWasSealedIsOpenedForItsCaseAlone() throws Exception {
        Sealing.Sealed sealed = sealing.seal(originals, "case-1");

        assertThat(
                        new String(
                                Base64.getDecoder().decode(sealed.sealed()),
                                java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("1381234");
        assertThat(sealing.open(sealed.keyId(), sealed.sealed(), "case-1")).isEqualTo(originals);
        assertThatThrownBy(() -> sealing.open(sealed.keyId(), sealed.sealed(), "case-2"))
                .isInstanceOf(Sealing.UnopenableException.class);
    }

    @Test
    void changedOrCutTextIsNotOpened() {
        Sealing.Sealed sealed = sealing.seal(originals, "c");
        byte[] bytes = Base64.getDecoder().decode(sealed.sealed());
        bytes[bytes.length - 1] ^= 1;
        String changed = Base64.getEncoder().encodeToString(bytes);

        assertThatThrownBy(() -> sealing.open(sealed.keyId(), changed, "c"))
                .isInstanceOf(Sealing.UnopenableException.class);
        assertThatThrownBy(() -> sealing.open(sealed.keyId(), "AAAA", "c"))
                .isInstanceOf(Sealing.UnopenableException.class);
        assertThatThrownBy(() -> sealing.open(sealed.keyId(), "no base64!", "c"))
                .isInstanceOf(Sealing.UnopenableException.class);
    }

    @Test
    void sameTextIsNeverSealedTheSame() {
        assertThat(sealing.seal(originals, "c").sealed())
                .isNotEqualTo(sealing.seal(originals, "c").sealed());
    }

    @Test
    void oldKeysOpenAndDoNotSeal() throws Exception {
        Sealing.Sealed before = sealing.seal(originals, "c");
        Sealing renewed = new Sealing(new PrivacyKeys(OTHER, List.of(KEY)));
        Sealing forgetful = new Sealing(new PrivacyKeys(OTHER, List.of()));

        assertThat(renewed.open(before.keyId(), before.sealed(), "c")).isEqualTo(originals);
        assertThat(renewed.seal(originals, "c").keyId()).isNotEqualTo(before.keyId());
        assertThatThrownBy(() -> forgetful.open(before.keyId(), before.sealed(), "c"))
                .hasMessageContaining(before.keyId());
    }

    @Test
    void callersAreHashedUnderTheKey() {
        Sealing other = new Sealing(new PrivacyKeys(OTHER, List.of()));

        assertThat(sealing.callerHash("13812345678"))
                .matches("[0-9a-f]{16}")
                .isEqualTo(sealing.callerHash("13812345678"))
                .isNotEqualTo(sealing.callerHash("13812345679"))
                .isNotEqualTo(other.callerHash("13812345678"));
    }

    @Test
    void shortKeyIsRefusedAndNoKeyIsShown() {
        assertThatThrownBy(() -> new PrivacyKeys("short", List.of()))
                .hasMessage("must have at least 32 characters");
        assertThat(new PrivacyKeys(KEY, List.of(OTHER)).toString()).doesNotContain(KEY, OTHER);
    }
}
