"""Write multilingual-e5-small as a sentence-transformers folder: encoder, tokenizer, pooling."""

import errno
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from index.model.e5_file import E5File, EncoderShape, Floats, UnigramTable
from index.model.e5_tokenizer import MASK, build_tokenizer, special_tokens

# sentence-transformers' own `encode_document` looks for "document" and finds an empty default.
PROMPTS = {"query": "query: ", "passage": "passage: ", "document": "passage: "}

_MODULES = "sentence_transformers.models"
_IN_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def write_e5_folder(model: E5File, folder: Path, *, done: Callable[[int], object]) -> None:
    """Write the model into the existing `folder`; `done` hears the size of each tensor in bytes.

    Raises:
        ValueError: a tensor is missing, has a wrong size or values that are not finite.
        OSError: the folder cannot be written to.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import save_file

    weights: dict[str, Floats] = {}
    for name, weight in _bert_weights(model):
        weights[name] = weight
        done(weight.nbytes)
    path = folder / "model.safetensors"
    try:
        save_file(weights, path, metadata={"format": "pt"})
    except SafetensorError as error:
        raise OSError(errno.EIO, str(error), str(path)) from error
    path.chmod(0o644)  # safetensors writes for the owner alone
    tokenizer = build_tokenizer(model.unigram).to_str()
    (folder / "tokenizer.json").write_text(tokenizer, encoding="utf-8")
    for name, content in _settings(model.shape, model.unigram).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def _bert_weights(model: E5File) -> Iterator[tuple[str, Floats]]:
    """Give each tensor under the name that transformers' BertModel has for it."""
    shape = model.shape
    hidden, inner = shape.hidden, shape.feed_forward
    tables = {
        "word": ("word_embeddings", shape.vocabulary),
        "pos": ("position_embeddings", shape.positions),
        "type": ("token_type_embeddings", shape.token_types),
    }
    for name, (target, rows) in tables.items():
        yield f"embeddings.{target}.weight", model.tensor(f"emb.{name}", rows, hidden)
    yield "embeddings.LayerNorm.weight", model.tensor("emb.ln.w", hidden)
    yield "embeddings.LayerNorm.bias", model.tensor("emb.ln.b", hidden)
    for layer in range(shape.layers):
        for name, target in _IN_LAYER.items():
            outputs = inner if name == "fi" else hidden
            inputs = () if name in ("aln", "oln") else (inner if name == "fo" else hidden,)
            place = f"encoder.layer.{layer}.{target}"
            yield f"{place}.weight", model.tensor(f"l{layer}.{name}.w", outputs, *inputs)
            yield f"{place}.bias", model.tensor(f"l{layer}.{name}.b", outputs)
    # The file has no pooler and nothing here reads its output, but a BertModel without one is
    # loaded with random numbers and a warning.
    yield "pooler.dense.weight", np.zeros((hidden, hidden), np.float32)
    yield "pooler.dense.bias", np.zeros(hidden, np.float32)


def _settings(shape: EncoderShape, unigram: UnigramTable) -> dict[str, object]:
    """Give the contents of each JSON file but the tokenizer's own."""
    bos, eos, pad, unk = (
        unigram.pieces[token] for token in (unigram.bos, unigram.eos, unigram.pad, unigram.unk)
    )
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "dtype": "float32",
            "hidden_act": "gelu",
            "hidden_size": shape.hidden,
            "num_hidden_layers": shape.layers,
            "num_attention_heads": shape.heads,
            "intermediate_size": shape.feed_forward,
            "vocab_size": shape.vocabulary,
            "max_position_embeddings": shape.positions,
            "type_vocab_size": shape.token_types,
            "layer_norm_eps": shape.epsilon,
            "pad_token_id": unigram.pad,
        },
        "tokenizer_config.json": {
            # The XLM-R class would replace the normalisation in tokenizer.json by its own.
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": shape.positions,
            "model_input_names": ["input_ids", "attention_mask"],
            **{"bos_token": bos, "cls_token": bos, "eos_token": eos, "sep_token": eos},
            **{"pad_token": pad, "unk_token": unk, "mask_token": MASK},
            "clean_up_tokenization_spaces": False,
            # Without this list transformers parses all of tokenizer.json once more to find it.
            "added_tokens_decoder": {
                str(token): {"content": unigram.pieces[token], "special": True, **flags}
                for token, flags in special_tokens(unigram).items()
            },
        },
        "sentence_bert_config.json": {"max_seq_length": shape.positions, "do_lower_case": False},
        "config_sentence_transformers.json": {"prompts": PROMPTS, "similarity_fn_name": "cosine"},
        "1_Pooling/config.json": {
            "word_embedding_dimension": shape.hidden,
            "pooling_mode_mean_tokens": True,
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": f"{_MODULES}.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": f"{_MODULES}.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": f"{_MODULES}.Normalize"},
        ],
    }
