package org.citywall.gateway.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "13812345678",
                "138 1234 5678",
                "138-1234-5678",
                "１３８１２３４５６７８",
                "1 3 8 1 2 3 4 5 6 7 8",
                "+86 138-1234-5678",
                "8613812345678",
                "138.1234.5678",
                "138　1234　5678",
                "138—1234—5678"
            })
    void mobileIsMaskedHoweverItIsWritten(String phone) {
        assertThat(Masking.text("请回电" + phone + "，谢谢")).isEqualTo("请回电138****5678，谢谢");
    }

    @ParameterizedTest
    @CsvSource({
        "座机0755-83215678打不通, 座机0755-****5678打不通",
        "（0755）83215678, （0755-****5678",
        "010 8321 5678, 010-****5678",
        "０２０－８３２１５６７８, 020-****5678",
        "电话83215678, 电话****5678",
        "联系电话：8321-5678, 联系电话：****5678"
    })
    void landlineKeepsItsAreaAndItsEnd(String text, String masked) {
        assertThat(Masking.text(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "440305199001011234, 440*************34",
        "44030519900101123X, 440*************3X",
        "440305 19900101 123x, 440*************3x",
        "４４０３０５１９９００１０１１２３４, 440*************34",
        "440305900101123, 440**********23"
    })
    void idCardsOfBothLengthsAreMasked(String number, String masked) {
        assertThat(Masking.text("证件" + number + "。")).isEqualTo("证件" + masked + "。");
    }

    @ParameterizedTest
    @CsvSource({
        "粤B12345乱停, 粤B****5乱停",
        "粤B·D12345, 粤B****5",
        "粤BD12345, 粤B****5",
        "粤b 12345f, 粤b****f",
        "粤Ｂ１２３４５, 粤B****5",
        "京A1234警, 京A****警"
    })
    void platesAreMaskedTheNewOnesToo(String text, String masked) {
        assertThat(Masking.text(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01 08:00 起垃圾未清",
                "20260301 已报",
                "幸福路12号门口",
                "共1380013800元",
                "订单202603011234567890123",
                "GDP 增长 12345",
                "新的A栋"
            })
    void whatIsNoPersonsStays(String text) {
        assertThat(Masking.text(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "幸福路12号3栋2单元1502室, 幸福路12号3栋",
        "幸福花园A座1502, 幸福花园A座",
        "幸福花园５号楼１５０２, 幸福花园５号楼",
        "沙嘴村三巷5号401房, 沙嘴村三巷5号",
        "云湾大厦12层1203室, 云湾大厦",
        "幸福路公交站旁, 幸福路公交站旁",
        "幸福里 1502室王小姐, 幸福里"
    })
    void addressEndsAtTheBuilding(String address, String masked) {
        assertThat(Masking.address(address)).isEqualTo(masked);
    }

    @Test
    void homesInFreeTextLoseTheirRoom() {
        assertThat(Masking.text("3栋2单元1502室漏水")).isEqualTo("3栋***漏水");
        assertThat(Masking.text("已回访，住1507室")).isEqualTo("已回访，住***");
        assertThat(Masking.text("家在B1203房，2-1203室")).isEqualTo("家在***，***");
        assertThat(Masking.text("涉及12户、2024年、120房屋")).isEqualTo("涉及12户、2024年、120房屋");
        assertThat(Masking.text("幸福路12号502房")).isEqualTo("幸福路12号***");
        assertThat(Masking.text("住5号楼2-1203")).isEqualTo("住5号楼***");
    }

    @Test
    void nameKeepsItsFirstCharacterAndNotItsLength() {
        assertThat(Masking.name("李四")).isEqualTo("李**");
        assertThat(Masking.name("李小明")).isEqualTo("李**");
        assertThat(Masking.name("")).isEqualTo("**");
        assertThat(Masking.name("𠮷田")).isEqualTo("𠮷**");
        assertThat(Masking.text("联系人：王小明，联系")).isEqualTo("联系人：王**，联系");
    }

    @Test
    void callersOwnDataIsMaskedWhereverItStands() {
        Redactor redactor = new Redactor("幸福路12号3栋1502室");
        redactor.know("李小明", "(0755) 8321 5678", "H1234567");

        assertThat(redactor.text("李 小明住幸福路12号3栋1502室，李小明电 07558321-5678"))
                .isEqualTo("李**住幸福路12号3栋，李**电 0755-****5678");
        assertThat(redactor.text("港澳证H123-4567")).doesNotContain("4567");
        assertThat(redactor.text(null)).isNull();
    }
}
