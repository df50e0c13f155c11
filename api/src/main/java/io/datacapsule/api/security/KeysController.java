package io.datacapsule.api.security;

import io.datacapsule.access.AccessKey;
import io.datacapsule.access.Role;
import io.datacapsule.api.catalog.Catalog;
import io.datacapsule.api.web.AuditNote;
import io.datacapsule.api.web.Items;
import io.datacapsule.api.web.Limits;
import io.datacapsule.model.ConflictException;
import io.datacapsule.model.InvalidInputException;
import io.datacapsule.model.NotFoundException;
import io.datacapsule.model.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/keys")
@Tag(name = "Keys", description = "Who may call. For administrators; keys of API_KEYS are not listed here.")
class KeysController {

    private final Catalog catalog;
    private final StoredKeys stored;

    KeysController(Catalog catalog, StoredKeys stored) {
        this.catalog = catalog;
        this.stored = stored;
    }

    /**
     * A key to make.
     *
     * @param name    letters, digits and {@code . _ @ -}, at most 100, unique
     * @param role    reader reads, editor also ingests, admin also hands out keys
     * @param expires hours, days or weeks from now, or a time; without it the key does not expire
     */
    record NewKey(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "ci") @Nullable
            String name,

            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    allowableValues = {"reader", "editor", "admin"})
            @Nullable
            String role,

            @Schema(example = "90d") @Nullable String expires) {}

    @GetMapping
    @Operation(summary = "The keys that were handed out, by name")
    Items<KeyView> keys(
            @RequestParam(name = "limit", defaultValue = "50") @Parameter(description = "1 to 1000") int limit,
            @RequestParam(name = "offset", defaultValue = "0") int offset) {
        Limits.checkPage(limit, offset);
        Page<AccessKey> page = catalog.relational().keys().list(limit, offset);
        Instant now = Instant.now();
        return Items.of(new Page<>(
                page.items().stream().map(key -> KeyView.of(key, now)).toList(),
                page.total(),
                page.limit(),
                page.offset()));
    }

    @PostMapping
    @Operation(
            summary = "Make a key",
            description = "The answer holds the key, once: the server keeps only its digest and cannot show it again.")
    @ApiResponse(responseCode = "201", description = "The key was made")
    ResponseEntity<KeyView> create(@RequestBody NewKey wanted, HttpServletRequest request) {
        String secret = Secrets.fresh();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        AccessKey key = new AccessKey(
                UUID.randomUUID(),
                name(wanted.name),
                role(wanted.role),
                Digest.hex(secret),
                now,
                Caller.of(request).name(),
                wanted.expires == null ? null : Expiry.of(wanted.expires, now));
        AuditNote.on(request)
                .target(key.name())
                .say("id", key.id())
                .change("role", null, key.role().word())
                .change("expires_at", null, key.expiresAt());
        if (!catalog.relational().keys().add(key)) {
            throw new ConflictException("key_exists", "There is a key named '" + key.name() + "' already.");
        }
        return ResponseEntity.created(URI.create("/api/v1/keys/" + key.name()))
                .cacheControl(CacheControl.noStore())
                .body(KeyView.of(key, now).with(secret));
    }

    @DeleteMapping("/{key}")
    @Operation(
            summary = "Revoke a key, named by its name or id",
            description = "This server forgets it at once, others within half a minute.")
    KeyView revoke(@PathVariable("key") String nameOrId, HttpServletRequest request) {
        AuditNote.on(request).target(nameOrId);
        AccessKey key = Optional.of(nameOrId)
                .filter(AccessKey::isName)
                .flatMap(catalog.relational().keys()::remove)
                .orElseThrow(() -> new NotFoundException("key_not_found", "There is no key '" + nameOrId + "'."));
        stored.forget(key);
        AuditNote.on(request)
                .target(key.name())
                .say("id", key.id())
                .change("role", key.role().word(), null)
                .change("expires_at", key.expiresAt(), null);
        return KeyView.of(key, Instant.now());
    }

    private static String name(@Nullable String text) {
        if (text == null || !AccessKey.isName(text)) {
            throw new InvalidInputException(
                    "invalid_parameter",
                    "name takes at most 100 letters, digits and . _ @ -, a letter or digit first"
                            + (text == null ? "; it is missing." : "."));
        }
        return text;
    }

    private static Role role(@Nullable String text) {
        return Role.of(String.valueOf(text))
                .orElseThrow(() -> new InvalidInputException(
                        "invalid_parameter",
                        text == null
                                ? "role is missing; it takes reader, editor or admin."
                                : "role takes reader, editor or admin, not another word."));
    }
}
