package org.citywall.gateway.http;

/** Carries a {@link Problem} through a failed future to whoever answers the request. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /** Without a stack trace: a refusal is an answer, not an accident. */
    public Refusal(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** What to answer. */
    public Problem problem() {
        return problem;
    }
}
