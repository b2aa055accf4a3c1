package org.citywall.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.cert.CertificateException;
import org.junit.jupiter.api.Test;

class CertificateEndTest {
    private static final Path WALL = Path.of("src/test/resources/certificate/wall.pem");

    @Test
    void endOfTheFirstCertificateIsTold() throws Exception {
        // openssl x509 -enddate, as seconds
        assertThat(CertificateEnd.endOf(WALL)).isEqualTo(2110763317.0);
    }

    @Test
    void whatIsNoCertificateIsNoEnd() {
        assertThatThrownBy(() -> CertificateEnd.endOf(Path.of("pom.xml")))
                .isInstanceOf(CertificateException.class);
    }
}
