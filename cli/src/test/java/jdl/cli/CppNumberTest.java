package jdl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CppNumberTest {

    /** What {@code std::cout << value} printed. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0",
        "1, 1",
        "0.1, 0.1",
        "0.00992565, 0.00992565",
        "2.30258509, 2.30259",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "0.0000123456789, 1.23457e-05",
        "123456, 123456",
        "1234567, 1.23457e+06",
        "999999.5, 1e+06",
        "-87.3365, -87.3365",
        "1e100, 1e+100",
        "NaN, nan",
        "-Infinity, -inf",
    })
    void printsAsCpp(double value, String expected) {
        assertThat(CppNumber.text(value)).isEqualTo(expected);
    }
}
