package org.citywall.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    @ParameterizedTest
    @CsvSource({"1,一", "10,十", "12,十二", "20,二十", "35,三十五", "101,一百零一", "110,一百一十", "115,一百一十五"})
    void writesNumbersInChinese(int number, String words) {
        assertThat(Names.chinese(number)).isEqualTo(words);
    }
}
