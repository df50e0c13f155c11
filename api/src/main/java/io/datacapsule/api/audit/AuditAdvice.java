package io.datacapsule.api.audit;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Has writes recorded when their answer is known and not yet sent: who got it finds the entry. */
@RestControllerAdvice
class AuditAdvice implements ResponseBodyAdvice<Object> {

    private final AuditRecorder recorder;

    AuditAdvice(AuditRecorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public boolean supports(MethodParameter answer, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter answer,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (request instanceof ServletServerHttpRequest asked
                && response instanceof ServletServerHttpResponse answered) {
            recorder.record(
                    asked.getServletRequest(),
                    answered.getServletResponse(),
                    answered.getServletResponse().getStatus());
        }
        return body;
    }
}
