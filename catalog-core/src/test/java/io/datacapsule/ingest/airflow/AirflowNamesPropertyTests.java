package io.datacapsule.ingest.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.model.Urn;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever DAGs and tasks are called, each has a URN of its own from which its names can be read. */
class AirflowNamesPropertyTests {

    @Provide
    static Arbitrary<String> ids() {
        return Arbitraries.oneOf(
                Arbitraries.strings()
                        .withChars("ab./%:?# \\é日%2E\u0000")
                        .ofMinLength(1)
                        .ofMaxLength(8),
                Arbitraries.strings().ofMinLength(1).ofMaxLength(8));
    }

    @Example
    void aFullStopInADagIsNotTheOneBeforeTheTask() {
        AirflowNames names = new AirflowNames("prod");

        assertThat(names.task("a.b", "c")).isEqualTo("urn:dcs:airflow:task:prod:a%2Eb.c");
        assertThat(names.task("a", "b.c")).isEqualTo("urn:dcs:airflow:task:prod:a.b%2Ec");
        assertThat(new AirflowNames("air.example.com:8080/x").dag("a/b"))
                .isEqualTo("urn:dcs:airflow:dag:air.example.com%3A8080%2Fx:a%2Fb");
    }

    @Property
    void parsingAndPrintingAreInverse(
            @ForAll("ids") String instance, @ForAll("ids") String dag, @ForAll("ids") String task) {
        AirflowNames names = new AirflowNames(instance);

        assertThat(Urn.parse(names.dag(dag)).toString()).isEqualTo(names.dag(dag));
        assertThat(Urn.parse(names.dag(dag)).name()).isEqualTo(dag);
        assertThat(Urn.parse(names.task(dag, task)).toString()).isEqualTo(names.task(dag, task));
        assertThat(AirflowNames.dagOf(names.task(dag, task))).isEqualTo(names.dag(dag));
        assertThat(AirflowNames.dagOf(names.dag(dag))).isEqualTo(names.dag(dag));
    }

    @Property
    void twoTasksNeverShareAUrn(
            @ForAll("ids") String instance,
            @ForAll("ids") String dag,
            @ForAll("ids") String task,
            @ForAll("ids") String otherInstance,
            @ForAll("ids") String otherDag,
            @ForAll("ids") String otherTask) {
        Assume.that(!instance.equals(otherInstance) || !dag.equals(otherDag) || !task.equals(otherTask));

        assertThat(new AirflowNames(instance).task(dag, task))
                .isNotEqualTo(new AirflowNames(otherInstance).task(otherDag, otherTask));
    }

    @Property
    void movingTheCutBetweenDagAndTaskGivesAnotherUrn(@ForAll("ids") String one, @ForAll("ids") String two) {
        AirflowNames names = new AirflowNames("i");

        assertThat(names.task(one + "." + two, "t")).isNotEqualTo(names.task(one, two + ".t"));
    }
}
