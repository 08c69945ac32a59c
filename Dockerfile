# The service (docs/service.md): index and model are made when the image is built.
#   docker build --tag policy-qa .
#   docker run --publish 8000:8000 --env POLICY_QA_API_KEYS=… policy-qa
FROM python:3.11.14-slim-bookworm AS build
# Another place for wheels, such as one with builds of torch for CPUs alone.
ARG PIP_EXTRA_INDEX_URL
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
COPY requirements.txt ./
RUN python -m venv /venv && /venv/bin/pip install --requirement requirements.txt
COPY . ./
ENV POLICY_QA_STORE=/data/store \
    POLICY_QA_CACHE_DIR=/data/cache
RUN /venv/bin/python -m index build

FROM python:3.11.14-slim-bookworm
RUN useradd --system --uid 10001 --no-create-home service
COPY --from=build /venv /venv
COPY --from=build /app /app
# A rebuilt index is written here too, by the service's own user.
COPY --from=build --chown=10001:10001 /data /data
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/tmp \
    POLICY_QA_STORE=/data/store \
    POLICY_QA_CACHE_DIR=/data/cache
WORKDIR /app
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
# Refuses to start without POLICY_QA_API_KEYS; to answer anybody, add --open.
ENTRYPOINT ["python", "-m", "api", "--host", "0.0.0.0", "--port", "8000"]
